// How many ties of an entity are disputed.
/*: fields */ /*:*/
CALL (*) {
  MATCH (tie:Disputed {subject: $entity})
  RETURN tie
  UNION
  MATCH (tie:Disputed {object: $entity})
  RETURN tie
}
WITH *
WHERE tie.id IS NOT NULL
  /*: filters(tie, only) */ /*:*/
RETURN {disputed: count(tie)} AS excluded
