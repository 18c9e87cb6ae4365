// Writes entities, each with the label of its kind and of no other.
UNWIND $rows AS row
MERGE (entity:Entity {id: row.id})
SET entity = row.properties
REMOVE entity:$($kinds)
SET entity:$(row.kind)
