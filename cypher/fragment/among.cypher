// All ties, those of one entity, or those in a technology.
  WITH 1 AS one WHERE $entity IS NOT NULL
  MATCH (:Entity {id: $entity})<-[:SUBJECT|OBJECT]-(tie:Tie)
  RETURN tie
  UNION
  WITH 1 AS one WHERE $entity IS NULL AND $within IS NOT NULL
  MATCH (:Technology {id: $within})<-[:BROADER*0..]-()<-[:IN_FIELD]-(tie:Tie)
  RETURN tie
  UNION
  WITH 1 AS one WHERE $entity IS NULL AND $within IS NULL
  MATCH (tie:Tie)
  RETURN tie
