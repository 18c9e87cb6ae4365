// What became known since a day: ties that documents published after it report, and promises that fell due since then.
/*: edges */
// Every edge that stands for a tie.
MATCH (:Entity)-[edge]->(:Entity)
WHERE edge.tie IS NOT NULL
/*:*/
  /*: filters */ /*:*/
// The first day on which a document told of it since, or else the day after the one that it was promised for.
OPTIONAL MATCH (:Tie {id: edge.tie})<-[:ON]-(claim:Claim)
WHERE claim.known > $since
  AND claim.known <= $as_of
WITH edge, min(claim.known) AS told, edge.history_due[/*: now */ -1 /*:*/] AS due
WITH edge, coalesce(told, CASE WHEN due >= $since AND due < $day THEN toString(date(due) + duration('P1D')) END) AS day
WHERE day IS NOT NULL
  AND [day, edge.tie] > [$after_day, $after_id]
WITH edge, day ORDER BY day, edge.tie LIMIT $limit
RETURN startNode(edge) AS subject, edge, endNode(edge) AS object
