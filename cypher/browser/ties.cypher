// Ties: all, those of one entity, or those in a technology.
/*: edges */
// Every edge that stands for a tie.
MATCH (:Entity)-[edge]->(:Entity)
WHERE edge.tie IS NOT NULL
/*:*/
  /*: filters */ AND NOT edge.disputed /*:*/
  AND edge.tie > $after_id
WITH DISTINCT edge ORDER BY edge.tie LIMIT $limit
RETURN startNode(edge) AS subject, edge, endNode(edge) AS object
