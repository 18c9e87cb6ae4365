// What an entity is tied to, up to three ties away; the nearest first. The way goes over ties that pass the filters of status.
$rings
UNWIND rings AS ring
UNWIND ring.ends AS entity
WITH fields, entity, ring.distance AS distance, ring.nearer AS nearer,
  // a place is a distance and an id: what is nearer than the page begins is over, what is farther is all ahead
  CASE sign(ring.distance - toInteger(left('0' + $after, 2)))
    WHEN 1 THEN '' WHEN 0 THEN substring($after, 2) ELSE '~' END AS after
CALL (fields, entity, nearer, after) {
  MATCH (tie:Tie)
  WHERE tie.subject = entity AND tie.id > after AND NOT tie.object IN nearer
    AND $passes(tie, $states)
  RETURN tie ORDER BY tie.subject, tie.id LIMIT $page
  UNION
  MATCH (tie:Tie)
  WHERE tie.object = entity AND tie.id > after AND NOT tie.subject IN nearer
    AND $passes(tie, $states)
  RETURN tie ORDER BY tie.object, tie.id LIMIT $page
}
WITH DISTINCT distance, tie ORDER BY distance, tie.id LIMIT $page
RETURN distance + ' ' + tie.id AS place, [tie.id] AS ties
