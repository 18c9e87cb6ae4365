// The ties in a technology that pass, with the day on which a document told of each last, the newest first: a page.
  UNWIND fields AS field
  CALL (field, fields) {
    MATCH (tie)-[in_field:IN_FIELD]->()
    WHERE in_field.technology = field AND in_field.told <= $day
      AND $rest(tie, $states)
      AND CASE WHEN in_field.told < $day THEN true ELSE in_field.tie > substring($after, 11) END
    RETURN in_field.tie AS id, in_field.told AS day ORDER BY in_field.technology DESC, day DESC, id LIMIT $page
  }
  WITH DISTINCT id, day
