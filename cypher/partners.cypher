// All partners in a technology, narrower fields included: who is tied directly, and who meets in a shared initiative.
UNWIND fields AS field
CALL (field, fields) {
  MATCH (named)-[in_field:IN_FIELD]->()
  WHERE in_field.technology = field AND in_field.partners > $after AND $known(in_field)
  WITH DISTINCT in_field.technology AS technology, in_field.partners AS place,
    CASE WHEN in_field.tie = in_field.partners THEN named END AS direct
  WHERE CASE WHEN direct IS NOT NULL THEN $passes(direct, $states) ELSE EXISTS {
$sharing(place)
  } END
  RETURN place, direct ORDER BY technology, place LIMIT $page
}
WITH DISTINCT place, direct ORDER BY place LIMIT $page
CALL (place, direct, fields) {
  WITH place, direct WHERE direct IS NOT NULL
  RETURN place AS id
  UNION ALL
  WITH place, direct, fields WHERE direct IS NULL
$sharing(place)
  RETURN tie.id AS id
}
WITH place, id ORDER BY place, id
WITH place, collect(id) AS ties ORDER BY place
RETURN place, ties
