// A page of an answer in the question's own order: the question returns the `sort_key` of each result and the ids of its ties.
CALL () {
  CALL () {
    /*: question */
    MATCH (tie:Tie)
    RETURN [tie.id] AS sort_key, [tie.id] AS ties LIMIT 5
    /*:*/
  }
  RETURN collect([sort_key, ties]) AS rows
}
/*: count */ WITH rows, null AS excluded /*:*/
OPTIONAL MATCH (dataset:Dataset)
RETURN dataset.version AS version, rows, excluded
