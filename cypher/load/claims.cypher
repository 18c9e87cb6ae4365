// Some ties, each with its revision and all its claims.
UNWIND $ties AS id
MATCH (tie:Tie {id: id})
RETURN collect([tie.id, tie.revision, [(tie)<-[:ON]-(claim) | claim {.*}]]) AS ties
