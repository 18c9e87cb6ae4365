// Writes ties with all that belongs to them: ends, fields, claims with their documents, and the plain edge beside each.
UNWIND $rows AS row
MATCH (subject:Entity {id: row.subject})
MATCH (object:Entity {id: row.object})
CREATE (tie:Tie)-[:SUBJECT]->(subject)
CREATE (tie)-[:OBJECT]->(object)
CREATE (subject)-[edge:$(row.relation)]->(object)
SET tie = row.properties, edge = row.edge
FOREACH (mark IN CASE WHEN row.disputed THEN [1] END | SET tie:Disputed)
WITH tie, row
CALL (tie, row) {
  UNWIND row.fields AS field
  MATCH (technology:Technology {id: field.technology})
  CREATE (tie)-[in_field:IN_FIELD]->(technology)
  SET in_field = field.properties
}
CALL (tie, row) {
  UNWIND row.claims AS properties
  MATCH (document:Document {id: properties.document})
  CREATE (document)<-[:CITES]-(claim:Claim)-[:ON]->(tie)
  SET claim = properties
}
