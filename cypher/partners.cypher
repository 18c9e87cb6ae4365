// All partners in a technology, narrower fields included: who is tied directly, and who meets in a shared initiative.

// Each field gives a page of its own, in the order that an index keeps; the first page of all of them is the answer.
MATCH (:Technology {id: $technology})<-[:BROADER*0..]-(narrower)
WITH collect(DISTINCT narrower.id) AS fields
UNWIND fields AS field
CALL (field) {
  MATCH (named)-[in_field:IN_FIELD]->()
  WHERE in_field.technology = field AND in_field.partners > $after_id
    /*: known(in_field) */ /*:*/
  WITH DISTINCT in_field.technology AS technology, in_field.partners AS joins,
    CASE WHEN in_field.tie = in_field.partners THEN named END AS direct
  WHERE (direct IS NOT NULL
      /*: filters(direct) */ AND NOT direct.disputed /*:*/
    ) OR (direct IS NULL AND EXISTS {
      MATCH (:Entity {id: joins})<-[:OBJECT]-(tie:Tie)
      WHERE tie.relation IN $joining
        /*: filters(tie) */ AND NOT tie.disputed /*:*/
    })
  RETURN joins, direct ORDER BY technology, joins LIMIT $limit
}
WITH DISTINCT joins, direct ORDER BY joins LIMIT $limit
CALL (joins, direct) {
  WITH joins, direct WHERE direct IS NOT NULL
  RETURN joins AS id
  UNION ALL
  WITH joins, direct WHERE direct IS NULL
  MATCH (:Entity {id: joins})<-[:OBJECT]-(tie:Tie)
  WHERE tie.relation IN $joining
    /*: filters(tie) */ AND NOT tie.disputed /*:*/
  RETURN tie.id AS id
}
WITH joins, id ORDER BY joins, id
WITH joins, collect(id) AS ties ORDER BY joins
RETURN [joins] AS sort_key, ties
