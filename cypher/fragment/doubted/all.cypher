// All ties that a document disputes.
  MATCH (tie:Disputed)
