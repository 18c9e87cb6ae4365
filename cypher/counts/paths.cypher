// How many disputed ties would be on the paths: those on the paths that are found when disputed ties count as well.
CALL () {
  /*: question(include) */
  MATCH (tie:Tie)
  RETURN collect(tie.id) AS ties
  /*:*/
}
UNWIND ties AS id
/*: fields */ /*:*/
MATCH (tie:Tie {id: id})
WHERE tie.id IS NOT NULL
  /*: filters(tie, only) */ AND tie.disputed /*:*/
RETURN {disputed: count(DISTINCT tie)} AS excluded
