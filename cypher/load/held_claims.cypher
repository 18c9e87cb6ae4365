// The next claims that the graph holds, in order of their ids: each with the day on which it arrived.
MATCH (n:Claim) WHERE n.id > $after
WITH n ORDER BY n.id LIMIT $limit
RETURN collect([n.id, coalesce(n.arrived, ''), '']) AS records
