// How many ties around an entity are disputed.
/*: fields */ /*:*/
/*: levels */ CALL () { RETURN [{distance: 1, ends: [$entity], nearer: []}] AS levels } /*:*/
UNWIND levels AS level
UNWIND level.ends AS entity
CALL (entity) {
  MATCH (tie:Disputed {subject: entity})
  RETURN tie
  UNION
  MATCH (tie:Disputed {object: entity})
  RETURN tie
}
WITH *
WHERE tie.id IS NOT NULL
  /*: filters(tie, only) */ /*:*/
RETURN {disputed: count(DISTINCT tie)} AS excluded
