// Puts technologies under their broader fields.
UNWIND $rows AS row
MATCH (technology:Technology {id: row.id})
CALL (technology) { MATCH (technology)-[old:BROADER]->() DELETE old }
UNWIND row.broader AS id
MATCH (broader:Technology {id: id})
MERGE (technology)-[:BROADER]->(broader)
