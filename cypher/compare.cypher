// Cooperation of pairs side by side, by technology. A country's side is all who belong to it alone; a pair cooperates where the two sides are tied, or meet in a shared initiative or event.
UNWIND range(0, size($pairs) - 1) AS number
MATCH (party:Entity {id: $pairs[number][0]}), (other:Entity {id: $pairs[number][1]})
CALL (party) {
  RETURN party AS member
  UNION
  WITH party WHERE party:Country
  MATCH (member:Entity {home: party.home})
  WHERE NOT member:Initiative AND NOT member:Event
  RETURN member
}
CALL (member, other) {
  MATCH (member)<-[:SUBJECT|OBJECT]-(tie:Tie)-[:SUBJECT|OBJECT]->(end:Entity)
  WHERE tie.relation IN $cooperation
  RETURN tie, end
  UNION
  MATCH (member)<-[:SUBJECT]-(mine:Tie)-[:OBJECT]->(shared:Initiative|Event)<-[:OBJECT]-(theirs:Tie)-[:SUBJECT]->(end:Entity)
  WHERE mine.relation IN $joining AND theirs.relation IN $joining
  UNWIND [mine, theirs] AS tie
  RETURN tie, end
}
WITH number, tie, other, end
WHERE (end = other OR (other:Country AND end.home = other.home AND NOT end:Initiative AND NOT end:Event))
  /*: filters_without_technology(tie) */ AND NOT tie.disputed /*:*/
WITH DISTINCT number, tie
CALL (tie) {
  MATCH (tie)-[in_field:IN_FIELD]->()-[:BROADER*0..]->(heading:Technology)
  WHERE in_field.known <= $as_of
    AND CASE WHEN $technology IS NULL THEN NOT EXISTS { (heading)-[:BROADER]->() }
        ELSE heading.id = $technology OR EXISTS { (heading)-[:BROADER]->(:Technology {id: $technology}) } END
  RETURN heading.id AS heading
  UNION
  // Ties that name no technology come last, under a heading of their own: `~` sorts after all ids.
  WITH tie WHERE $technology IS NULL AND NOT EXISTS { MATCH (tie)-[in_field:IN_FIELD]->() WHERE in_field.known <= $as_of }
  RETURN '~' AS heading
}
RETURN [heading, number] AS sort_key, tie.id AS tie
