// How many ties of an entity, of what it succeeded and of what succeeded it are disputed.
/*: fields */ /*:*/
/*: lineage */ CALL () { RETURN [$entity] AS entities } /*:*/
CALL (entities) {
  MATCH (tie:Disputed)
  WHERE tie.subject IN entities
  RETURN tie
  UNION
  MATCH (tie:Disputed)
  WHERE tie.object IN entities
  RETURN tie
}
WITH *
WHERE tie.id IS NOT NULL
  /*: filters(tie, only) */ /*:*/
RETURN {disputed: count(tie)} AS excluded
