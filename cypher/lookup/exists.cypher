// Which of some ids are records of the graph, and which dataset that is.
OPTIONAL MATCH (dataset:Dataset)
RETURN dataset.version AS version,
  [id IN $entities WHERE EXISTS { (:Entity {id: id}) }] AS entities,
  [id IN $technologies WHERE EXISTS { (:Technology {id: id}) }] AS technologies,
  [id IN $documents WHERE EXISTS { (:Document {id: id}) }] AS documents,
  [id IN $ties WHERE EXISTS { (:Tie {id: id}) }] AS ties
