// How many disputed ties would be in a comparison: those in the one that is made when disputed ties count as well.
CALL () {
  /*: question(include) */
  MATCH (tie:Tie)
  RETURN tie.id AS tie
  /*:*/
}
WITH DISTINCT tie AS id
MATCH (tie:Tie {id: id})
WHERE tie.id IS NOT NULL
  /*: filters_without_technology(tie, only) */ AND tie.disputed /*:*/
RETURN {disputed: count(tie)} AS excluded
