// The ties in a technology that pass, with the day on which a document told of each last, the newest first: a page.
  UNWIND fields AS field
  CALL (field, fields) {
    MATCH (tie)-[in_field:IN_FIELD]->()
    WHERE in_field.technology = field AND in_field.told <= $day
      AND $passes(tie, $states)
      AND (in_field.told < $day OR tie.id > substring($after, 11))
    RETURN tie, in_field.told AS day ORDER BY in_field.technology DESC, in_field.told DESC, in_field.tie LIMIT $page
  }
  WITH DISTINCT tie, day
