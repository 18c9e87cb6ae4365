// What came into this graph since a day: the ties that new claims tell of.
MATCH (tie:Tie)
WHERE tie.last_arrived > $since
  AND tie.history_days[0] <= $as_of
  AND [tie.last_arrived, tie.id] > [$after_day, $after_id]
// The edge that stands for each tie.
MATCH (subject:Entity)<-[:SUBJECT]-(tie)-[:OBJECT]->(object:Entity), (subject)-[edge]->(object)
WHERE edge.tie = tie.id
  /*: filters */ /*:*/
WITH tie, edge ORDER BY tie.last_arrived, tie.id LIMIT $limit
RETURN startNode(edge) AS subject, edge, endNode(edge) AS object
