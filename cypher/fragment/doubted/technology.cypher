// The ties in a technology that a document disputes.
  UNWIND fields AS field
  MATCH (tie)-[in_field:IN_FIELD]->()
  WHERE in_field.technology = field AND in_field.disputed = true AND $known(in_field)
