// The entities, technologies or documents that a question finds.
CALL () {
  /*: answer */
  MATCH (technology:Technology)
  RETURN collect([[technology.id], labels(technology), technology.id, {}]) AS rows
  /*:*/
}
UNWIND rows AS row
MATCH (record:Entity|Technology|Document {id: row[2]})
WHERE labels(record) = row[1]
RETURN record
