// One document with every tie that it makes a claim on.
MATCH (:Document {id: $document})<-[:CITES]-(claim:Claim)-[:ON]->(tie:Tie)
WHERE true
  AND claim.known <= $as_of
// The edge that stands for each tie.
MATCH (subject:Entity)<-[:SUBJECT]-(tie)-[:OBJECT]->(object:Entity), (subject)-[edge]->(object)
WHERE edge.tie = tie.id
  /*: filters */ AND NOT edge.disputed /*:*/
  AND [edge.tie] > $after
WITH DISTINCT edge ORDER BY edge.tie LIMIT $limit
RETURN startNode(edge) AS subject, edge, endNode(edge) AS object
