// How many disputed ties there are.
MATCH (tie:Disputed)
WHERE tie.id IS NOT NULL
  /*: filters(tie, only) */ /*:*/
RETURN {disputed: count(tie)} AS excluded
