// The entities, technologies or documents that a question finds.
CALL () {
$question
}
UNWIND rows AS row
MATCH (thing:Entity|Technology|Document {id: row[2]})
WHERE labels(thing) = row[1]
RETURN thing
