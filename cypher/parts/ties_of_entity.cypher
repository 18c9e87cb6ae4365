// Ids of its ties, those first of which something became known last.
, brings: COLLECT {
  MATCH (entity)<-[:SUBJECT|OBJECT]-(tie:Tie)
  WITH DISTINCT tie, [day IN tie.history_days WHERE day <= $as_of][-1] AS day
  WHERE day IS NOT NULL
  RETURN tie.id ORDER BY day DESC, tie.id LIMIT $limit
}
