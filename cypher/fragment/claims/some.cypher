// The claims on some ties.
CALL (fields) {
$among
}
MATCH (claim:Claim)-[:ON]->(tie)
