// Some technologies, entities and documents as they were loaded.
CALL () {
  UNWIND $technologies AS id
  MATCH (n:Technology {id: id})
  RETURN collect(n {
    .*, broader: [(n)-[:BROADER]->(field) | field.id], related: [(n)-[:RELATED]->(field) | field.id]
  }) AS technologies
}
CALL () {
  UNWIND $entities AS id
  MATCH (n:Entity {id: id})
  RETURN collect(n {.*, kind: [label IN labels(n) WHERE label <> 'Entity'][0]}) AS entities
}
CALL () {
  UNWIND $documents AS id
  MATCH (n:Document {id: id})
  RETURN collect(n {.*}) AS documents
}
RETURN technologies, entities, documents
