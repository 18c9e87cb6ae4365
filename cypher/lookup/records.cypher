// All that belongs to some ties and things: the one place that tells. What a tie needs comes with it.
CALL () {
  UNWIND $ties AS id
  MATCH (tie:Tie {id: id})
  RETURN collect(tie) AS ties
}
CALL (ties) {
  UNWIND ties AS tie
  MATCH (tie)-[:SUBJECT|OBJECT]->(thing)
  RETURN thing
  UNION
  UNWIND ties AS tie
  MATCH (tie)-[:IN_FIELD]->(thing)
  RETURN thing
  UNION
  UNWIND ties AS tie
  MATCH (tie)<-[:ON]-(:Claim)-[:CITES]->(thing)
  RETURN thing
  UNION
  UNWIND $entities AS id
  MATCH (thing:Entity {id: id})
  RETURN thing
  UNION
  UNWIND $technologies AS id
  MATCH (thing:Technology {id: id})
  RETURN thing
  UNION
  UNWIND $documents AS id
  MATCH (thing:Document {id: id})
  RETURN thing
}
WITH ties, collect(thing) AS things
OPTIONAL MATCH (dataset:Dataset)
RETURN dataset.version AS version,
  [tie IN ties | {
    subject: tie.subject, object: tie.object, relation: tie.relation, topic: tie.topic, claims: [(tie)<-[:ON]-(claim) | claim {.*}]
  }] AS ties,
  [thing IN things WHERE thing:Entity |
    thing {.*, kind: [label IN labels(thing) WHERE label <> 'Entity'][0]}] AS entities,
  [thing IN things WHERE thing:Technology |
    thing {.*, broader: [(thing)-[:BROADER]->(field) | field.id]}] AS technologies,
  [thing IN things WHERE thing:Document | thing {.*}] AS documents
