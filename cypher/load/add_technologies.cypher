// Writes technologies; their place in the tree follows once all are there.
UNWIND $rows AS row
MERGE (technology:Technology {id: row.id})
SET technology = row.properties
