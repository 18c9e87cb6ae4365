// The next technologies that the graph holds, in order of their ids: each with its revision and what else its row follows from.
MATCH (n:Technology) WHERE n.id > $after
WITH n ORDER BY n.id LIMIT $limit
RETURN collect([n.id, n.revision, '']) AS records
