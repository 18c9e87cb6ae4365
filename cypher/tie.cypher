// One tie with all its claims.
MATCH (tie:Tie {id: $tie})
WHERE tie.history_days[0] <= $as_of
RETURN [tie.id] AS sort_key, tie.id AS tie
