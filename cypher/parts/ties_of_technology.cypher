// Ids of the ties in it, those first of which something became known last.
, brings: COLLECT {
  MATCH (technology)<-[:BROADER*0..]-()<-[in_field:IN_FIELD]-(tie:Tie)
  WHERE in_field.tie IS NOT NULL
    /*: known(in_field) */ /*:*/
  WITH DISTINCT tie, [day IN tie.history_days WHERE day <= $as_of][-1] AS day
  RETURN tie.id ORDER BY day DESC, tie.id LIMIT $limit
}
