// Removes documents that no file names any more.
UNWIND $rows AS row
MATCH (gone:Document {id: row.id})
DETACH DELETE gone
