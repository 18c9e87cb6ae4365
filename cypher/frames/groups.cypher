// A page of an answer that puts ties together: the question returns each `tie` with the `sort_key` of its group.
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
/*: count */ WITH rows, null AS excluded /*:*/
OPTIONAL MATCH (dataset:Dataset)
RETURN dataset.version AS version, rows, excluded
