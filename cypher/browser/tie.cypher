// One tie: the edge between its ends.
MATCH (subject:Entity)<-[:SUBJECT]-(tie:Tie {id: $tie})-[:OBJECT]->(object:Entity), (subject)-[edge]->(object)
WHERE edge.tie = tie.id
  AND edge.history_days[0] <= $as_of
RETURN subject, edge, object
