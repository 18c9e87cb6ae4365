// Ids of a list, so many from a place on, in their order.
CALL () {
  WITH 1 AS chosen WHERE $part = 'entities'
  MATCH (one:Entity)
  RETURN one.id AS id ORDER BY id SKIP $skip LIMIT $limit
  UNION
  WITH 1 AS chosen WHERE $part = 'technologies'
  MATCH (one:Technology)
  RETURN one.id AS id ORDER BY id SKIP $skip LIMIT $limit
  UNION
  WITH 1 AS chosen WHERE $part = 'documents'
  MATCH (one:Document)
  RETURN one.id AS id ORDER BY id SKIP $skip LIMIT $limit
  UNION
  WITH 1 AS chosen WHERE $part = 'ties'
  MATCH (one:Tie)
  RETURN one.id AS id ORDER BY id SKIP $skip LIMIT $limit
}
RETURN collect(id) AS ids
