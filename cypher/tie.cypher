// One tie with all its claims.
MATCH (tie:Tie {id: $id})
RETURN tie, tie.id AS place
