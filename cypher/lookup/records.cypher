// Some ties and records with all that belongs to them. What a tie needs comes with it.
OPTIONAL MATCH (before:Dataset) WHERE NOT EXISTS { (commit:Commit) WHERE commit.until > timestamp() }
WITH before.version AS begun
CALL () {
  UNWIND $ties AS id
  MATCH (tie:Tie {id: id})
  RETURN collect(tie) AS ties
}
CALL (ties) {
  UNWIND ties AS tie
  MATCH (tie)-[:SUBJECT|OBJECT]->(record)
  RETURN record
  UNION
  UNWIND ties AS tie
  MATCH (tie)-[:IN_FIELD]->(record)
  RETURN record
  UNION
  UNWIND ties AS tie
  MATCH (tie)<-[:ON]-(:Claim)-[:CITES]->(record)
  RETURN record
  UNION
  UNWIND $entities AS id
  MATCH (record:Entity {id: id})
  RETURN record
  UNION
  UNWIND $technologies AS id
  MATCH (record:Technology {id: id})
  RETURN record
  UNION
  UNWIND $documents AS id
  MATCH (record:Document {id: id})
  RETURN record
}
WITH begun, ties, collect(record) AS records
WITH begun,
  [tie IN ties | {
    subject: tie.subject, object: tie.object, relation: tie.relation, topic: tie.topic,
    // What was renamed is one thing: of a lineage, the first stands for all.
    shared: coalesce(head([(tie)-[:OBJECT]->(:Entity {id: tie.shared})-[:SUCCEEDS*1..6 {disputed: false}]->(first:Entity)
      WHERE NOT EXISTS { (first)-[:SUCCEEDS {disputed: false}]->() } | first.id]), tie.shared),
    claims: [(tie)<-[:ON]-(claim) | claim {.*}]
  }] AS ties,
  [record IN records WHERE record:Entity |
    record {.*, kind: [label IN labels(record) WHERE label <> 'Entity'][0]}] AS entities,
  [record IN records WHERE record:Technology |
    record {.*, broader: [(record)-[:BROADER]->(field) | field.id],
      related: [(record)-[:RELATED]-(field) | field.id]}] AS technologies,
  [record IN records WHERE record:Document | record {.*}] AS documents
// What was read while a load changed it may be a mix, and is of no version.
OPTIONAL MATCH (dataset:Dataset {version: begun}) WHERE NOT EXISTS { (commit:Commit) WHERE commit.until > timestamp() }
RETURN dataset.version AS version, ties, entities, technologies, documents
