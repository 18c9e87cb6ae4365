// Entities and technologies by name or alias: those of the answer, by their ids. Change one, or add one of your own.
MATCH (found:Entity)
WHERE found.id IN $entities
RETURN found
UNION
MATCH (found:Technology)
WHERE found.id IN $technologies
RETURN found
// To search by yourself: CALL db.index.fulltext.queryNodes('spellings', 'nasa') YIELD node RETURN node
