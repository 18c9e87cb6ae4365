// Ids that resemble one that is not there.
CALL () {
  WITH 1 AS one WHERE $part IN ['entities', 'technologies']
  CALL db.index.fulltext.queryNodes('names', $words, {limit: 20}) YIELD node
  WHERE ($part = 'entities') = (node:Entity)
  RETURN node.id AS id
  UNION
  WITH 1 AS one WHERE $part IN ['entities', 'technologies']
  MATCH (node:Entity|Technology)
  WHERE node.id STARTS WITH left($id, 3) AND ($part = 'entities') = (node:Entity)
  RETURN node.id AS id LIMIT 50
  UNION
  WITH 1 AS one WHERE $part = 'documents'
  MATCH (node:Document) WHERE node.id STARTS WITH left($id, 4)
  RETURN node.id AS id LIMIT 200
  UNION
  WITH 1 AS one WHERE $part = 'ties'
  MATCH (node:Tie) WHERE node.id STARTS WITH split($id, '--')[0] + '--'
  RETURN node.id AS id LIMIT 200
}
RETURN collect(id) AS ids
