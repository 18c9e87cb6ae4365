// Which of some ids are records of the graph, and which dataset that is.
OPTIONAL MATCH (before:Dataset) WHERE NOT EXISTS { (commit:Commit) WHERE commit.until > timestamp() }
WITH before.version AS begun
WITH begun,
  [id IN $entities WHERE EXISTS { (:Entity {id: id}) }] AS entities,
  [id IN $technologies WHERE EXISTS { (:Technology {id: id}) }] AS technologies,
  [id IN $documents WHERE EXISTS { (:Document {id: id}) }] AS documents,
  [id IN $ties WHERE EXISTS { (:Tie {id: id}) }] AS ties
// What was read while a load changed it may be a mix, and is of no version.
OPTIONAL MATCH (dataset:Dataset {version: begun}) WHERE NOT EXISTS { (commit:Commit) WHERE commit.until > timestamp() }
RETURN dataset.version AS version, entities, technologies, documents, ties
