// How many disputed ties would make partners in a technology.
MATCH (:Technology {id: $technology})<-[:BROADER*0..]-(narrower)
WITH collect(DISTINCT narrower.id) AS fields
CALL (fields) {
  UNWIND fields AS field
  MATCH (tie)-[in_field:IN_FIELD]->()
  WHERE in_field.technology = field AND in_field.disputed = true AND in_field.partners IS NOT NULL
    /*: known(in_field) */ /*:*/
  RETURN tie
  UNION
  MATCH (tie:Disputed)
  WHERE tie.shared IS NOT NULL
  WITH tie.shared AS shared, collect(tie) AS ties, fields
  WHERE any(field IN fields WHERE EXISTS {
    MATCH ()-[in_field:IN_FIELD]->()
    WHERE in_field.technology = field AND in_field.partners = shared
      /*: known(in_field) */ /*:*/
  })
  UNWIND ties AS tie
  RETURN tie
}
WITH DISTINCT tie
WHERE tie.id IS NOT NULL
  /*: filters(tie, only) */ AND tie.disputed /*:*/
RETURN {disputed: count(tie)} AS excluded
