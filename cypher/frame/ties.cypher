// Keeps, of the ties that a query selects, those that the filters let pass, and gives a page of them in order.
// A selection returns `tie`, and `place`: text that orders the answer; ties of one place stay together.
CALL () {
$fields
}
CALL (fields) {
$selection
}
WITH DISTINCT place, tie, fields
WITH place, tie, tie.relation IN $apart AS apart, $passes(tie, $states) AS passes, $passes(tie, $hidden) AS hidden
WITH collect(CASE WHEN passes AND NOT apart THEN [place, tie.id] END) AS kept,
     count(DISTINCT CASE WHEN hidden AND NOT apart THEN tie END) AS disputed,
     count(DISTINCT CASE WHEN passes AND apart THEN tie END) AS relation
CALL (kept) {
  UNWIND kept AS pair
  WITH pair[0] AS place, pair[1] AS tie
  WHERE place > $after
  WITH place, tie ORDER BY place, tie
  WITH place, collect(tie) AS ties ORDER BY place LIMIT $page
  RETURN collect([place, ties]) AS rows
}
OPTIONAL MATCH (dataset:Dataset)
RETURN dataset.version AS version, rows, disputed, relation
