// Ties, those that a document reported last by a day first: with the last claim by that day of each.
MATCH (claim:Claim)-[:ON]->(tie:Tie)
WHERE claim.known <= $as_of AND claim.known <= $before_day
  AND NOT EXISTS { MATCH (tie)<-[:ON]-(later:Claim) WHERE later.known > claim.known AND later.known <= $as_of }
  AND CASE WHEN claim.known < $before_day THEN true ELSE tie.id > $after_id END
  /*: filters(tie) */ AND NOT tie.disputed /*:*/
WITH DISTINCT tie.id AS id, claim.known AS day ORDER BY day DESC, id LIMIT $limit
RETURN [day, id] AS sort_key, [id] AS ties
