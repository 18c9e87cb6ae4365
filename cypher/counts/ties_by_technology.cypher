// How many ties in a technology are disputed.
MATCH (:Technology {id: $technology})<-[:BROADER*0..]-(narrower)
WITH collect(DISTINCT narrower.id) AS fields
UNWIND fields AS field
MATCH (tie)-[in_field:IN_FIELD]->()
WHERE in_field.technology = field AND in_field.disputed = true
  /*: known(in_field) */ /*:*/
WITH DISTINCT tie, fields
WHERE tie.id IS NOT NULL
  /*: filters(tie, only) */ AND tie.disputed /*:*/
RETURN {disputed: count(tie)} AS excluded
