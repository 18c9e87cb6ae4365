// The parties of a thing or a tie, each with the id of the tie that makes it one, of those that pass.
CALL (joins, fields) {
  MATCH (tie:Tie {id: joins})-[:SUBJECT|OBJECT]->(party:Entity)
  RETURN tie, party
  UNION ALL
  MATCH (:Entity {id: joins})<-[:OBJECT]-(tie:Tie)-[:SUBJECT]->(party:Entity)
  WHERE tie.shared = joins
    /*: party */ /*:*/
  RETURN tie, party
}
WITH joins, tie, party
WHERE tie.id IS NOT NULL
  /*: filters_without_technology(tie) */ AND NOT tie.disputed /*:*/
WITH joins, collect([tie.id, party]) AS parties
