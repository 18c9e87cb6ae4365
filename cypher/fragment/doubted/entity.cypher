// The ties of an entity that a document disputes.
  CALL () {
    MATCH (tie:Disputed {subject: $entity})
    RETURN tie
    UNION
    MATCH (tie:Disputed {object: $entity})
    RETURN tie
  }
