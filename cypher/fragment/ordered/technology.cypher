// The ties in a technology that pass, in the order of their ids: a page from each narrower field.
  UNWIND fields AS field
  CALL (field, fields) {
    MATCH (tie)-[in_field:IN_FIELD]->()
    WHERE in_field.technology = field AND in_field.tie > $after AND $known(in_field)
      AND $rest(tie, $states)
    RETURN in_field.tie AS id ORDER BY in_field.technology, id LIMIT $page
  }
  RETURN DISTINCT id
