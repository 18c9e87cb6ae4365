// What the sources disagree on in a technology.
MATCH (:Technology {id: $technology})<-[:BROADER*0..]-(narrower)
WITH collect(DISTINCT narrower.id) AS fields
UNWIND fields AS field
MATCH (tie)-[in_field:IN_FIELD]->()
WHERE in_field.technology = field AND in_field.disputed = true
  /*: known(in_field) */ /*:*/
WITH DISTINCT tie, fields
WHERE tie.id > $after_id
  /*: filters(tie) */ AND tie.disputed /*:*/
WITH tie.id AS id ORDER BY id LIMIT $limit
RETURN [id] AS sort_key, [id] AS ties
