// Removes technologies that no file names any more.
UNWIND $rows AS row
MATCH (gone:Technology {id: row.id})
DETACH DELETE gone
