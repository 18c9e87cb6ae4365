// Ids of documents or ties that begin like one that is not there.
CALL () {
  WITH 1 AS one WHERE $part = 'documents'
  MATCH (node:Document) WHERE node.id STARTS WITH left($id, 4)
  RETURN node.id AS id LIMIT 200
  UNION
  WITH 1 AS one WHERE $part = 'ties'
  MATCH (node:Tie) WHERE node.id STARTS WITH split($id, '--')[0] + '--'
  RETURN node.id AS id LIMIT 200
}
RETURN collect(id) AS ids
