// The next documents that the graph holds, in order of their ids: each with its revision and what else its row follows from.
MATCH (n:Document) WHERE n.id > $after
WITH n ORDER BY n.id LIMIT $limit
RETURN collect([n.id, n.revision, n.digest + ' ' + n.file]) AS records
