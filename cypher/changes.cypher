// What became known since a day: the ties that documents published after it tell of, each with how it stood before.
MATCH (claim:Claim)-[:ON]->(tie:Tie)
WHERE claim.known > $since AND claim.known < $until
WITH tie, min(claim.known) AS day
RETURN tie, day + ' ' + tie.id AS place
