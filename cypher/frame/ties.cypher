// Keeps, of the ties that a query selects, those that the filters let pass, and gives a page of them in order.
// A selection returns `tie`, and `place`: text that orders the answer; ties of one place stay together.
CALL () {
  OPTIONAL MATCH (:Technology {id: $within})<-[:BROADER*0..]-(field)
  RETURN collect(field) AS fields
}
CALL () {
$selection
}
WITH DISTINCT place, tie, fields, split(last([entry IN tie.history WHERE entry < $until]), ' ') AS now
WHERE now IS NOT NULL
  AND ($relation IS NULL OR tie.relation IN $relation)
  AND ($from IS NULL OR split(now[2], '/')[1] >= $from)
  AND ($to IS NULL OR split(now[2], '/')[0] <= $to)
  AND ($within IS NULL OR EXISTS {
    MATCH (tie)-[in_field:IN_FIELD]->(field) WHERE field IN fields AND in_field.known < $until })
  AND ($kind IS NULL OR EXISTS {
    MATCH (tie)-[:SUBJECT|OBJECT]->(end) WHERE any(kind IN $kind WHERE kind IN labels(end)) })
  AND ($country IS NULL OR EXISTS {
    MATCH (tie)-[:SUBJECT|OBJECT]->(end) WHERE any(country IN $country WHERE country IN end.country) })
WITH place, tie, now[1] AS state, tie.relation IN $apart AS apart
WITH collect(CASE WHEN state IN $states AND NOT apart THEN [place, tie.id] END) AS kept,
     count(DISTINCT CASE WHEN state IN $hidden AND NOT apart THEN tie END) AS disputed,
     count(DISTINCT CASE WHEN state IN $states AND apart THEN tie END) AS relation
CALL (kept) {
  UNWIND kept AS pair
  WITH pair[0] AS place, pair[1] AS tie
  WHERE $after IS NULL OR place > $after
  WITH place, tie ORDER BY place, tie
  WITH place, collect(tie) AS ties ORDER BY place LIMIT $page
  RETURN collect([place, ties]) AS rows
}
OPTIONAL MATCH (dataset:Dataset)
RETURN dataset.version AS version, rows, disputed, relation
