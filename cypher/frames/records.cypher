// A page of entities, technologies or documents: the question returns each `record` with its `sort_key` and what the answer says of it.
OPTIONAL MATCH (before:Dataset) WHERE NOT EXISTS { (commit:Commit) WHERE commit.until > timestamp() }
WITH before.version AS begun
CALL () {
  CALL () {
    /*: question */
    MATCH (technology:Technology)
    RETURN [technology.id] AS sort_key, technology AS record, {} AS row
    /*:*/
  }
  RETURN collect([sort_key, labels(record), record.id, row]) AS rows
}
// What was read while a load changed it may be a mix, and is of no version.
OPTIONAL MATCH (dataset:Dataset {version: begun}) WHERE NOT EXISTS { (commit:Commit) WHERE commit.until > timestamp() }
RETURN dataset.version AS version, rows,
  CASE WHEN dataset.loading <> begun
    THEN {version: dataset.loading, done: dataset.loading_done, total: dataset.loading_total}
  END AS loading
