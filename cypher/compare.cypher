// Cooperation of pairs side by side, by technology. A country's side is all who belong to it alone; a pair cooperates where the two sides are tied, or are party to one initiative, event or bloc.
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
// The side that a tie is of, or both: a joint thing needs a tie of each.
CALL (member, other) {
  MATCH (member)<-[:SUBJECT|OBJECT]-(tie:Tie)-[:SUBJECT|OBJECT]->(end:Entity)
  WHERE tie.relation IN $cooperation
  RETURN tie, end, [0, 1] AS sides
  UNION
  MATCH (member)<-[:SUBJECT]-(mine:Tie)-[:OBJECT]->(thing:Entity)<-[:OBJECT]-(theirs:Tie)-[:SUBJECT]->(end:Entity)
  WHERE mine.shared = thing.id AND theirs.shared = thing.id
  UNWIND [[mine, 0], [theirs, 1]] AS of_side
  RETURN of_side[0] AS tie, end, [of_side[1]] AS sides
}
WITH number, tie, other, end, sides
WHERE (end = other OR (other:Country AND end.home = other.home AND NOT end:Initiative AND NOT end:Event))
  /*: filters_without_technology(tie) */ AND NOT tie.disputed /*:*/
UNWIND sides AS side
WITH DISTINCT number, tie, side
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
WITH heading, number, coalesce(tie.shared, tie.id) AS joins, collect(DISTINCT tie.id) AS ties, count(DISTINCT side) AS sides
WHERE sides = 2
UNWIND ties AS tie
RETURN [heading, number] AS sort_key, tie
