// What became known since a day: the ties that documents published after it tell of, each with how it stood before.
MATCH (claim:Claim)-[:ON]->(tie:Tie)
WHERE claim.known > $since AND claim.known >= $day AND claim.known < $until
  AND NOT EXISTS { MATCH (tie)<-[:ON]-(earlier:Claim) WHERE earlier.known > $since AND earlier.known < claim.known }
  AND $passes(tie, $states)
WITH DISTINCT claim.known AS day, tie
WHERE day + ' ' + tie.id > $after
WITH day, tie ORDER BY day, tie.id LIMIT $page
RETURN day + ' ' + tie.id AS place, [tie.id] AS ties
