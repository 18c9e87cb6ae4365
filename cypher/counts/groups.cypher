// How many disputed ties would be in an answer: the question asked again for them alone.
CALL () {
  /*: question(only) */
  MATCH (tie:Disputed)
  RETURN tie.id AS tie
  /*:*/
}
RETURN {disputed: count(DISTINCT tie)} AS excluded
