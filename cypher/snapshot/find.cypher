// The snapshot under an id.
OPTIONAL MATCH (snapshot:Snapshot {id: $id})
RETURN snapshot {.id, .created, .answer} AS snapshot
