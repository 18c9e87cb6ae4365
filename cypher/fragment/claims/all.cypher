// All claims from the day on which the page begins.
MATCH (claim:Claim)-[:ON]->(tie:Tie)
