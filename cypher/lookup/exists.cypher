// Which of some ids are records of the graph, and the names nearest to one of them.
RETURN
  [id IN $entities WHERE EXISTS { (:Entity {id: id}) }] AS entities,
  [id IN $technologies WHERE EXISTS { (:Technology {id: id}) }] AS technologies,
  [id IN $documents WHERE EXISTS { (:Document {id: id}) }] AS documents,
  [id IN $ties WHERE EXISTS { (:Tie {id: id}) }] AS ties
