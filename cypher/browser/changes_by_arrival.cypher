// What came into this graph since a day: the ties that new claims tell of.
/*: edges */
// Every edge that stands for a tie.
MATCH (:Entity)-[edge]->(:Entity)
WHERE edge.tie IS NOT NULL
/*:*/
  /*: filters */ /*:*/
// Each tie has a node too, which says when the newest of its claims came.
MATCH (tie:Tie {id: edge.tie})
WHERE tie.last_arrived > $since
  AND tie.history_days[0] <= $as_of
  AND [tie.last_arrived, tie.id] > [$after_day, $after_id]
WITH DISTINCT edge, tie ORDER BY tie.last_arrived, tie.id LIMIT $limit
RETURN startNode(edge) AS subject, edge, endNode(edge) AS object
