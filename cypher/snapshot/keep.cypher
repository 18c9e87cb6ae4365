// Freezes an answer under its id; one that is frozen already stays as it is. One of an earlier version is found by its
// question from then on.
MERGE (snapshot:Snapshot {id: $properties.id})
ON CREATE SET snapshot = $properties
ON MATCH SET snapshot.asked = $properties.asked
