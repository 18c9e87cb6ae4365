// One technology: the fields around it, with the ties in it and in narrower fields, counted by status.
MATCH (technology:Technology)
WHERE technology.id = $technology
RETURN [technology.id] AS sort_key, technology AS record, {
  id: technology.id,
  ties: COLLECT {
    MATCH (technology)<-[:BROADER*0..]-()<-[in_field:IN_FIELD]-(tie:Tie)
    WHERE in_field.tie IS NOT NULL
      /*: known(in_field) */ /*:*/
    WITH DISTINCT tie, last([i IN range(0, size(tie.history_days) - 1) WHERE tie.history_days[i] <= $as_of]) AS now
    WITH tie.history_statuses[now] AS status, tie.history_disputed[now] AS disputed, count(*) AS ties
    ORDER BY status, disputed
    RETURN {status: status, disputed: disputed, ties: ties}
  },
  broader: COLLECT { MATCH (technology)-[:BROADER]->(field) RETURN field.id ORDER BY field.id },
  narrower: COLLECT { MATCH (technology)<-[:BROADER]-(field) RETURN field.id ORDER BY field.id },
  related: COLLECT { MATCH (technology)-[:RELATED]-(field) RETURN DISTINCT field.id ORDER BY field.id }
  /*: with_ties */ /*:*/
} AS row
