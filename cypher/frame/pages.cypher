// Gives a page of the ties that a query selects in its own order, which an index keeps, and counts those left out if $hidden is not empty.
// A selection returns `place` and `ties` (ids), all of them passing: those of the first $page places after $after.
CALL () {
$fields
}
CALL (fields) {
  CALL (fields) {
$selection
  }
  RETURN collect([place, ties]) AS rows
}
CALL (fields) {
  WITH fields WHERE $hidden <> []
$doubted
  WITH DISTINCT tie
  WHERE $passes(tie, $hidden)
  RETURN count(tie) AS disputed
}
OPTIONAL MATCH (dataset:Dataset)
RETURN dataset.version AS version, rows, disputed
