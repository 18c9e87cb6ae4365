// Ties, those that a document reported last first.
/*: edges */
// Every edge that stands for a tie.
MATCH (:Entity)-[edge]->(:Entity)
WHERE edge.tie IS NOT NULL
/*:*/
  /*: filters */ AND NOT edge.disputed /*:*/
// The day of its newest claim.
MATCH (:Tie {id: edge.tie})<-[:ON]-(claim:Claim)
WHERE true
  AND claim.known <= $as_of
WITH edge, max(claim.known) AS day
WHERE day < $before_day OR day = $before_day AND edge.tie > $after_id
WITH edge, day ORDER BY day DESC, edge.tie LIMIT $limit
RETURN startNode(edge) AS subject, edge, endNode(edge) AS object
