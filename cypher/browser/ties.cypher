// The ties that a question finds, drawn: entities and the plain edges between them.
CALL () {
  /*: answer */
  MATCH (tie:Tie)
  RETURN collect([[tie.id], [tie.id]]) AS rows
  /*:*/
}
UNWIND rows AS row
UNWIND row[1] AS id
MATCH (subject:Entity)<-[:SUBJECT]-(tie:Tie {id: id})-[:OBJECT]->(object:Entity)
MATCH (subject)-[edge]->(object)
WHERE edge.tie = id
RETURN subject, edge, object
