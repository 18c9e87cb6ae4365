// The ties in a technology that pass, in the order of their ids: a page from each narrower field.
  UNWIND fields AS field
  CALL (field, fields) {
    MATCH (tie)-[in_field:IN_FIELD]->()
    WHERE in_field.technology = field AND in_field.tie > $after AND in_field.known < $until
      AND $passes(tie, $states)
    RETURN tie ORDER BY in_field.technology, in_field.tie LIMIT $page
  }
  RETURN DISTINCT tie
