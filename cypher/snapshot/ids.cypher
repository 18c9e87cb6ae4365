// The ids of all snapshots.
MATCH (snapshot:Snapshot)
RETURN collect(snapshot.id) AS ids
