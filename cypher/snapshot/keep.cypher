// Freezes an answer under its id; one that is frozen already stays as it is.
MERGE (snapshot:Snapshot {id: $properties.id})
ON CREATE SET snapshot = $properties
