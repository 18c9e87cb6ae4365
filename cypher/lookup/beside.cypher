// The records of a list before and after one, in the order of ids, each with its names: of a tie those of its two ends.
OPTIONAL MATCH (before:Dataset) WHERE NOT EXISTS { (commit:Commit) WHERE commit.until > timestamp() }
WITH before.version AS begun
CALL () {
  WITH 1 AS chosen WHERE $part = 'entities'
  RETURN
    COLLECT { MATCH (one:Entity) WHERE one.id < $id RETURN [one.id, coalesce(one.short, one.name)] ORDER BY one.id DESC LIMIT 1 } AS previous,
    COLLECT { MATCH (one:Entity) WHERE one.id > $id RETURN [one.id, coalesce(one.short, one.name)] ORDER BY one.id LIMIT 1 } AS next
  UNION
  WITH 1 AS chosen WHERE $part = 'technologies'
  RETURN
    COLLECT { MATCH (one:Technology) WHERE one.id < $id RETURN [one.id, one.name] ORDER BY one.id DESC LIMIT 1 } AS previous,
    COLLECT { MATCH (one:Technology) WHERE one.id > $id RETURN [one.id, one.name] ORDER BY one.id LIMIT 1 } AS next
  UNION
  WITH 1 AS chosen WHERE $part = 'documents'
  RETURN
    COLLECT { MATCH (one:Document) WHERE one.id < $id RETURN [one.id, one.title] ORDER BY one.id DESC LIMIT 1 } AS previous,
    COLLECT { MATCH (one:Document) WHERE one.id > $id RETURN [one.id, one.title] ORDER BY one.id LIMIT 1 } AS next
  UNION
  WITH 1 AS chosen WHERE $part = 'ties'
  RETURN
    COLLECT {
      MATCH (tie:Tie) WHERE tie.id < $id WITH tie ORDER BY tie.id DESC LIMIT 1
      MATCH (tie)-[:SUBJECT]->(subject), (tie)-[:OBJECT]->(object)
      RETURN [tie.id, coalesce(subject.short, subject.name), coalesce(object.short, object.name)]
    } AS previous,
    COLLECT {
      MATCH (tie:Tie) WHERE tie.id > $id WITH tie ORDER BY tie.id LIMIT 1
      MATCH (tie)-[:SUBJECT]->(subject), (tie)-[:OBJECT]->(object)
      RETURN [tie.id, coalesce(subject.short, subject.name), coalesce(object.short, object.name)]
    } AS next
}
// What was read while a load changed it may be a mix, and is of no version.
OPTIONAL MATCH (dataset:Dataset {version: begun}) WHERE NOT EXISTS { (commit:Commit) WHERE commit.until > timestamp() }
RETURN dataset.version AS version, previous, next
