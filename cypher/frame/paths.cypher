// Gives the ways that a query selects, with all ties of each hop that pass the filters.
// A selection takes `states` and `fields`, what a tie may be in, and returns `way`: a list of entities.
// Where disputed ties are left out it is asked again with them: those on the ways that it finds then are counted.
CALL () {
$fields
}
UNWIND CASE WHEN $hidden = [] THEN [$states] ELSE [$states, $states + $hidden] END AS states
CALL (states, fields) {
$selection
}
WITH states, fields, way ORDER BY size(way), [stop IN way | stop.id]
WITH states, fields, collect(way)[..$page] AS ways
UNWIND range(0, size(ways) - 1) AS number
WITH states, fields, number, ways[number] AS way
CALL (states, fields, way) {
  UNWIND range(0, size(way) - 2) AS hop
  WITH states, fields, hop, way[hop].id AS here, way[hop + 1].id AS there
  CALL (states, fields, here, there) {
    MATCH (tie:Tie) WHERE tie.subject = here AND tie.object = there AND $passes(tie, states)
    RETURN tie
    UNION ALL
    MATCH (tie:Tie) WHERE tie.subject = there AND tie.object = here AND $passes(tie, states)
    RETURN tie
  }
  WITH hop, tie.id AS tie, split(last([entry IN tie.history WHERE entry < $until]), ' ')[1] AS state
  ORDER BY hop, tie
  RETURN collect(tie) AS ties, [tie IN collect([tie, state]) WHERE tie[1] IN $hidden | tie[0]] AS doubted
}
WITH collect({
  found: states = $states, doubted: doubted, ties: ties,
  place: right('0' + number, 2) + ' ' + reduce(
    line = coalesce(head(way).short, head(way).name), stop IN tail(way) | line + ' – ' + coalesce(stop.short, stop.name))
}) AS ways
CALL (ways) {
  UNWIND ways AS way
  UNWIND way.doubted AS tie
  RETURN count(DISTINCT tie) AS disputed
}
OPTIONAL MATCH (dataset:Dataset)
RETURN dataset.version AS version, [way IN ways WHERE way.found | [way.place, way.ties]] AS rows, disputed
