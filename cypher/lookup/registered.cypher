// Entities that Wikidata or ROR know by some ids of theirs.
CALL () {
  UNWIND $ids AS item
  MATCH (found:Entity {wikidata: item})
  RETURN found.id AS id
  UNION
  UNWIND $ids AS item
  MATCH (found:Entity {ror: item})
  RETURN found.id AS id
}
RETURN collect(id) AS entities
