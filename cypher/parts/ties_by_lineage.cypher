// The ties of an entity, of what it succeeded and of what succeeded it.
/*: lineage */ CALL () { RETURN [$entity] AS entities } /*:*/
CALL (entities) {
  MATCH (entity:Entity)<-[:SUBJECT|OBJECT]-(tie:Tie)
  WHERE entity.id IN entities
  RETURN DISTINCT tie
}
