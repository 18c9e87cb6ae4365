// Removes ties with their claims and plain edges.
UNWIND $rows AS row
MATCH (tie:Tie {id: row.id})
MATCH (tie)-[:SUBJECT]->(subject), (tie)-[:OBJECT]->(object)
CALL (tie, subject, object) {
  MATCH (subject)-[edge {tie: tie.id}]->(object)
  DELETE edge
}
CALL (tie) {
  MATCH (claim:Claim)-[:ON]->(tie)
  DETACH DELETE claim
}
DETACH DELETE tie
