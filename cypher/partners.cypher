// All partners in a technology, narrower fields included: who is tied directly, and who meets in a shared initiative.
UNWIND fields AS field
CALL (field, fields) {
  MATCH ()-[in_field:IN_FIELD]->()
  WHERE in_field.technology = field AND in_field.partners > $after AND in_field.known < $until
  WITH DISTINCT in_field.technology AS technology, in_field.partners AS place
  WHERE EXISTS {
$partners(place)
  }
  RETURN place ORDER BY technology, place LIMIT $page
}
WITH DISTINCT place ORDER BY place LIMIT $page
CALL (place, fields) {
$partners(place)
}
WITH place, tie.id AS tie ORDER BY place, tie
WITH place, collect(tie) AS ties ORDER BY place
RETURN place, ties
