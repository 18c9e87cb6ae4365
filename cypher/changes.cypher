// What became known since a day, in all or of one entity: the ties that documents published after it report, and the promises that fell due with no later word, each with how it stood before.
/*: fields */ /*:*/
/*: ties */ /*:*/
CALL (*) {
  MATCH (claim:Claim)-[:ON]->(tie:Tie)
  WHERE claim.known > $since AND claim.known >= $after_day AND claim.known <= $as_of
    AND NOT EXISTS { MATCH (tie)<-[:ON]-(earlier:Claim) WHERE earlier.known > $since AND earlier.known < claim.known }
    // CASE, where OR would say the same: for an OR Neo4j reads two indexes to their ends.
    AND CASE WHEN claim.known > $after_day THEN true ELSE tie.id > $after_id END
    /*: filters(tie) */ /*:*/
  WITH DISTINCT claim.known AS day, tie.id AS id ORDER BY day, id LIMIT $limit
  RETURN day, id
  UNION
  MATCH (tie:Tie)
  WHERE tie.first_due < $day
  WITH *, last([i IN range(0, size(tie.history_days) - 1) WHERE tie.history_days[i] <= $as_of]) AS now
  WITH *, tie.history_due[now] AS due
  WHERE due <> '-' AND due >= $since AND due < $day
    AND NOT EXISTS { MATCH (tie)<-[:ON]-(later:Claim) WHERE later.known > $since AND later.known <= $as_of }
  WITH *, toString(date(due) + duration('P1D')) AS day
  WHERE (day > $after_day OR day = $after_day AND tie.id > $after_id)
    /*: filters(tie) */ /*:*/
  WITH day, tie.id AS id ORDER BY day, id LIMIT $limit
  RETURN day, id
}
WITH day, id ORDER BY day, id LIMIT $limit
RETURN [day, id] AS sort_key, [id] AS ties
