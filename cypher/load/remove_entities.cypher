// Removes entities that no file names any more.
UNWIND $rows AS row
MATCH (gone:Entity {id: row.id})
DETACH DELETE gone
