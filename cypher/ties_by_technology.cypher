// The ties in a technology: a page from each narrower field, in the order that an index keeps.
MATCH (:Technology {id: $technology})<-[:BROADER*0..]-(narrower)
WITH collect(DISTINCT narrower.id) AS fields
UNWIND fields AS field
CALL (field, fields) {
  MATCH (tie)-[in_field:IN_FIELD]->()
  WHERE in_field.technology = field AND in_field.tie > $after_id
    /*: known(in_field) */ /*:*/
    /*: filters_without_technology(tie) */ AND NOT tie.disputed /*:*/
  RETURN in_field.tie AS id ORDER BY in_field.technology, id LIMIT $limit
}
WITH DISTINCT id ORDER BY id LIMIT $limit
RETURN [id] AS sort_key, [id] AS ties
