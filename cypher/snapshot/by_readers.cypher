// How many snapshots readers have made.
MATCH (snapshot:Snapshot)
WHERE snapshot.by_reader
RETURN count(snapshot) AS count
