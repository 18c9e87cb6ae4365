// A page of an answer in the question's own order: the question returns the `sort_key` of each result and the ids of its ties.
OPTIONAL MATCH (before:Dataset) WHERE NOT EXISTS { (commit:Commit) WHERE commit.until > timestamp() }
WITH before.version AS begun
CALL () {
  CALL () {
    /*: question */
    MATCH (tie:Tie)
    RETURN [tie.id] AS sort_key, [tie.id] AS ties LIMIT 5
    /*:*/
  }
  RETURN collect([sort_key, ties]) AS rows
}
/*: count */ WITH *, null AS excluded /*:*/
// What was read while a load changed it may be a mix, and is of no version.
OPTIONAL MATCH (dataset:Dataset {version: begun}) WHERE NOT EXISTS { (commit:Commit) WHERE commit.until > timestamp() }
RETURN dataset.version AS version, rows, excluded,
  CASE WHEN dataset.loading <> begun
    THEN {version: dataset.loading, done: dataset.loading_done, total: dataset.loading_total}
  END AS loading
