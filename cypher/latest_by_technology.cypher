// The ties in a technology, those that a document reported last first: a page from each narrower field.
MATCH (:Technology {id: $technology})<-[:BROADER*0..]-(narrower)
WITH collect(DISTINCT narrower.id) AS fields
UNWIND fields AS field
CALL (field, fields) {
  MATCH (tie)-[in_field:IN_FIELD]->()
  WHERE in_field.technology = field AND in_field.last_reported <= $before_day
    AND CASE WHEN in_field.last_reported < $before_day THEN true ELSE in_field.tie > $after_id END
    /*: filters_without_technology(tie) */ AND NOT tie.disputed /*:*/
  RETURN in_field.tie AS id, in_field.last_reported AS day ORDER BY in_field.technology DESC, day DESC, id LIMIT $limit
}
WITH DISTINCT id, day ORDER BY day DESC, id LIMIT $limit
RETURN [day, id] AS sort_key, [id] AS ties
