// What became known, day by day, the last day first: each tie with each day on which documents reported it, and with the day on which it was overdue.
/*: fields */ /*:*/
/*: ties */ /*:*/
CALL (*) {
  MATCH (claim:Claim)-[:ON]->(tie:Tie)
  WHERE claim.known > $since AND claim.known <= $before_day AND claim.known <= $as_of
    // CASE, where OR would say the same: for an OR Neo4j reads two indexes to their ends.
    AND CASE WHEN claim.known < $before_day THEN true ELSE tie.id > $after_id END
    /*: filters(tie) */ /*:*/
  WITH DISTINCT claim.known AS day, tie.id AS id ORDER BY day DESC, id LIMIT $limit
  RETURN day, id
  UNION
  MATCH (tie:Tie)
  WHERE tie.first_due < $day
  WITH *, last([i IN range(0, size(tie.history_days) - 1) WHERE tie.history_days[i] <= $as_of]) AS now
  WITH *, tie.history_due[now] AS due
  WHERE due <> '-' AND due >= $since AND due < $day
  WITH *, toString(date(due) + duration('P1D')) AS day
  WHERE (day < $before_day OR day = $before_day AND tie.id > $after_id)
    /*: filters(tie) */ /*:*/
  WITH day, tie.id AS id ORDER BY day DESC, id LIMIT $limit
  RETURN day, id
}
WITH day, id ORDER BY day DESC, id LIMIT $limit
RETURN [day, id] AS sort_key, [id] AS ties
