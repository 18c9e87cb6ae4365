// All ties.
  MATCH (tie:Tie)
  RETURN tie
