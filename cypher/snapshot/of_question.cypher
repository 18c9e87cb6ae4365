// The first snapshot of a question, by the hash of its address, and of a dataset whose version begins so.
OPTIONAL MATCH (snapshot:Snapshot {asked: $asked})
WHERE snapshot.dataset STARTS WITH $dataset
WITH snapshot ORDER BY snapshot.created, snapshot.id LIMIT 1
RETURN snapshot.id AS id
