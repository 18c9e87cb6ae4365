// A page of an answer that puts ties together: the question returns each `tie` with the `sort_key` of its group.
OPTIONAL MATCH (before:Dataset) WHERE NOT EXISTS { (commit:Commit) WHERE commit.until > timestamp() }
WITH before.version AS begun
CALL () {
  CALL () {
    /*: question */
    MATCH (tie:Tie)
    RETURN [tie.relation] AS sort_key, tie.id AS tie
    /*:*/
  }
  WITH DISTINCT sort_key, tie
  WHERE sort_key > $after
  WITH sort_key, tie ORDER BY sort_key, tie
  WITH sort_key, collect(tie) AS ties ORDER BY sort_key LIMIT $limit
  RETURN collect([sort_key, ties]) AS rows
}
/*: count */ WITH *, null AS excluded /*:*/
// What was read while a load changed it may be a mix, and is of no version.
OPTIONAL MATCH (dataset:Dataset {version: begun}) WHERE NOT EXISTS { (commit:Commit) WHERE commit.until > timestamp() }
RETURN dataset.version AS version, rows, excluded,
  CASE WHEN dataset.loading <> begun
    THEN {version: dataset.loading, done: dataset.loading_done, total: dataset.loading_total}
  END AS loading
