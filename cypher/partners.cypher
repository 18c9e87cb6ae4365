// All partners in a technology, narrower fields included: who is tied directly, and who meets in a shared initiative.
MATCH (:Technology {id: $technology})<-[:BROADER*0..]-(field)<-[in_field:IN_FIELD]-(named:Tie)
WHERE in_field.known < $until AND named.relation IN $cooperation
MATCH (named)-[:OBJECT]->(object)
WITH DISTINCT named, CASE WHEN named.relation IN $joining AND (object:Initiative OR object:Event) THEN object END AS shared
CALL (named, shared) {
  WITH named, shared WHERE shared IS NULL
  RETURN named AS tie, named.id AS place
  UNION
  MATCH (shared)<-[:OBJECT]-(tie:Tie)
  WHERE tie.relation IN $joining
  RETURN tie, shared.id AS place
}
RETURN tie, place
