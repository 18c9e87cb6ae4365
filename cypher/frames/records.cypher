// A page of entities, technologies or documents: the question returns each `record` with its `sort_key` and what the answer says of it.
CALL () {
  CALL () {
    /*: question */
    MATCH (technology:Technology)
    RETURN [technology.id] AS sort_key, technology AS record, {} AS row
    /*:*/
  }
  RETURN collect([sort_key, labels(record), record.id, row]) AS rows
}
OPTIONAL MATCH (dataset:Dataset)
RETURN dataset.version AS version, rows
