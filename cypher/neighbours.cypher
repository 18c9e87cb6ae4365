// What an entity is tied to, up to three ties away; the nearest first. Only ties that pass the filters of status lead on.
/*: fields */ /*:*/
/*: levels */ CALL () { RETURN [{distance: 1, ends: [$entity], nearer: []}] AS levels } /*:*/
UNWIND levels AS level
UNWIND level.ends AS entity
WITH *, level.distance AS distance, level.nearer AS nearer,
  // A page begins at a distance and an id: nearer levels are over, and farther ones are still to come as a whole.
  CASE sign(level.distance - $after_distance) WHEN 1 THEN '' WHEN 0 THEN $after_id ELSE '~' END AS after
CALL (*) {
  MATCH (tie:Tie)
  WHERE tie.subject = entity AND tie.id > after AND NOT tie.object IN nearer
    /*: filters(tie) */ AND NOT tie.disputed /*:*/
  RETURN tie.id AS id ORDER BY tie.subject, id LIMIT $limit
  UNION
  MATCH (tie:Tie)
  WHERE tie.object = entity AND tie.id > after AND NOT tie.subject IN nearer
    /*: filters(tie) */ AND NOT tie.disputed /*:*/
  RETURN tie.id AS id ORDER BY tie.object, id LIMIT $limit
}
WITH DISTINCT distance, id ORDER BY distance, id LIMIT $limit
RETURN [distance, id] AS sort_key, [id] AS ties
