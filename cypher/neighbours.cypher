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
  RETURN tie.id AS id ORDER BY tie.subject, id LIMIT $page
  UNION
  MATCH (tie:Tie)
  WHERE tie.object = entity AND tie.id > after AND NOT tie.subject IN nearer
    AND $passes(tie, $states)
  RETURN tie.id AS id ORDER BY tie.object, id LIMIT $page
}
WITH DISTINCT distance, id ORDER BY distance, id LIMIT $page
RETURN distance + ' ' + id AS place, [id] AS ties
