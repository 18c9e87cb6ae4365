// The entities, technologies and documents of the answer, by their ids.
MATCH (found:Entity)
WHERE found.id IN $entities
RETURN found
UNION
MATCH (found:Technology)
WHERE found.id IN $technologies
RETURN found
UNION
MATCH (found:Document)
WHERE found.id IN $documents
RETURN found
