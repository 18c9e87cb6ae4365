// Puts technologies under their broader fields, and beside those that they are related to.
UNWIND $rows AS row
MATCH (technology:Technology {id: row.id})
CALL (technology) { MATCH (technology)-[old:BROADER|RELATED]->() DELETE old }
CALL (technology, row) {
  UNWIND row.broader AS id
  MATCH (broader:Technology {id: id})
  MERGE (technology)-[:BROADER]->(broader)
}
CALL (technology, row) {
  UNWIND row.related AS id
  MATCH (related:Technology {id: id})
  MERGE (technology)-[:RELATED]->(related)
}
