// The ties that would make partners in a technology, and that a document disputes.
  CALL (fields) {
    UNWIND fields AS field
    MATCH (tie)-[in_field:IN_FIELD]->()
    WHERE in_field.technology = field AND in_field.disputed = true AND $known(in_field)
      AND in_field.partners IS NOT NULL
    RETURN tie
    UNION
    MATCH (tie:Disputed)
    WHERE tie.shared IS NOT NULL
    WITH tie.shared AS shared, collect(tie) AS ties, fields
    WHERE any(field IN fields WHERE EXISTS {
      MATCH ()-[in_field:IN_FIELD]->()
      WHERE in_field.technology = field AND in_field.partners = shared AND $known(in_field) })
    UNWIND ties AS tie
    RETURN tie
  }
