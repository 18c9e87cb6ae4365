// Which records the loaded dataset has.
OPTIONAL MATCH (before:Dataset) WHERE NOT EXISTS { (commit:Commit) WHERE commit.until > timestamp() }
WITH before.version AS begun
CALL () { MATCH (n:Technology) RETURN collect(n.id) AS technologies }
CALL () { MATCH (n:Entity) RETURN collect(n.id) AS entities }
CALL () { MATCH (n:Document) RETURN collect(n.id) AS documents }
CALL () { MATCH (n:Tie) RETURN collect(n.id) AS ties }
// What was read while a load changed it may be a mix, and is of no version.
OPTIONAL MATCH (dataset:Dataset {version: begun}) WHERE NOT EXISTS { (commit:Commit) WHERE commit.until > timestamp() }
RETURN dataset.version AS version, technologies, entities, documents, ties
