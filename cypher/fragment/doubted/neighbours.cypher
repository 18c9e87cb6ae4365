// The ties around an entity that a document disputes.
$rings
  UNWIND rings AS ring
  UNWIND ring.ends AS entity
  CALL (entity) {
    MATCH (tie:Disputed {subject: entity})
    RETURN tie
    UNION
    MATCH (tie:Disputed {object: entity})
    RETURN tie
  }
