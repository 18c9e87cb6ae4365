// What became known since a day: the ties that documents published after it report, each with how it stood before.
/*: fields */ /*:*/
MATCH (claim:Claim)-[:ON]->(tie:Tie)
WHERE claim.known > $since AND claim.known >= $after_day AND claim.known <= $as_of
  AND NOT EXISTS { MATCH (tie)<-[:ON]-(earlier:Claim) WHERE earlier.known > $since AND earlier.known < claim.known }
  // CASE, where OR would say the same: for an OR Neo4j reads two indexes to their ends.
  AND CASE WHEN claim.known > $after_day THEN true ELSE tie.id > $after_id END
  /*: filters(tie) */ /*:*/
WITH DISTINCT claim.known AS day, tie.id AS id ORDER BY day, id LIMIT $limit
RETURN [day, id] AS sort_key, [id] AS ties
