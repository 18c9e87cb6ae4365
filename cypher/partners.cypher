// All partners in a technology, narrower fields included: who is tied directly, and who are party to one initiative, event or bloc.

// Each field gives a page of its own, in the order that an index keeps; the first page of all of them is the answer.
MATCH (:Technology {id: $technology})<-[:BROADER*0..]-(narrower)
WITH collect(DISTINCT narrower.id) AS fields
UNWIND fields AS field
CALL (field, fields) {
  MATCH ()-[in_field:IN_FIELD]->()
  WHERE in_field.technology = field AND in_field.partners > $after_id
    /*: known(in_field) */ /*:*/
  WITH DISTINCT in_field.technology AS technology, in_field.partners AS joins, fields
  CALL (joins, fields) {
    /*: parties */
    MATCH (one:Entity)<-[:SUBJECT]-(tie:Tie {id: joins})-[:OBJECT]->(other:Entity)
    WITH joins, collect([tie.id, one]) + collect([tie.id, other]) AS parties
    /*:*/
    UNWIND parties AS mine
    WITH mine[0] AS id, mine[1] AS one, [theirs IN parties WHERE theirs[1] <> mine[1] | theirs[1]] AS others
    WHERE any(other IN others WHERE true
      /*: apart */ AND NOT one:Person AND NOT other:Person AND coalesce(one.home <> other.home, true) /*:*/
    )
    WITH DISTINCT id ORDER BY id
    RETURN collect(id) AS ties
  }
  WITH technology, joins, ties
  WHERE size(ties) > 0
  RETURN joins, ties ORDER BY technology, joins LIMIT $limit
}
WITH DISTINCT joins, ties ORDER BY joins LIMIT $limit
RETURN [joins] AS sort_key, ties
