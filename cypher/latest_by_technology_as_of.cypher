// The ties in a technology, those that a document reported last by a day first.
MATCH (:Technology {id: $technology})<-[:BROADER*0..]-(narrower)
WITH collect(DISTINCT narrower.id) AS fields
CALL () {
  MATCH (:Technology {id: $technology})<-[:BROADER*0..]-()<-[:IN_FIELD]-(tie:Tie)
  RETURN DISTINCT tie
}
MATCH (claim:Claim)-[:ON]->(tie)
WHERE claim.known <= $as_of
  /*: filters(tie) */ AND NOT tie.disputed /*:*/
WITH tie.id AS id, max(claim.known) AS day
WHERE day < $before_day OR day = $before_day AND id > $after_id
WITH id, day ORDER BY day DESC, id LIMIT $limit
RETURN [day, id] AS sort_key, [id] AS ties
