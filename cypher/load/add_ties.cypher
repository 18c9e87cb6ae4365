// Writes ties with all that belongs to them: ends, fields, claims with their documents, and the plain edge beside each.
UNWIND $rows AS row
MATCH (subject:Entity {id: row.subject})
MATCH (object:Entity {id: row.object})
CREATE (tie:Tie)-[:SUBJECT]->(subject)
CREATE (tie)-[:OBJECT]->(object)
CREATE (subject)-[edge:$(row.relation)]->(object)
SET tie = row.properties, edge = row.edge
WITH tie, row
CALL (tie, row) {
  UNWIND row.fields AS field
  MATCH (technology:Technology {id: field[0]})
  CREATE (tie)-[:IN_FIELD {known: field[1]}]->(technology)
}
CALL (tie, row) {
  UNWIND row.claims AS properties
  MATCH (document:Document {id: properties.document})
  CREATE (document)<-[:CITES]-(claim:Claim)-[:ON]->(tie)
  SET claim = properties
}
