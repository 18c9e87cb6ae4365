// Which records the loaded dataset has.
CALL () { MATCH (n:Technology) RETURN collect(n.id) AS technologies }
CALL () { MATCH (n:Entity) RETURN collect(n.id) AS entities }
CALL () { MATCH (n:Document) RETURN collect(n.id) AS documents }
CALL () { MATCH (n:Tie) RETURN collect(n.id) AS ties }
OPTIONAL MATCH (dataset:Dataset)
RETURN dataset.version AS version, technologies, entities, documents, ties
