// Each two that a thing or a tie joins, by the ties that pass: `one` by the tie of an id, and `other`.
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
UNWIND parties AS mine
UNWIND parties AS theirs
WITH joins, mine[0] AS id, mine[1] AS one, theirs[1] AS other
WHERE one <> other
