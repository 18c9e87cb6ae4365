// What an entity is tied to, and what that is tied to, step by step; the nearest first.
// 1. The entity, and what is so many ties away that its own ties count too.
MATCH way = (:Entity {id: $entity})-[steps*0../*: steps */ 1 /*:*/]-(near:Entity)
WHERE all(step IN steps WHERE step.tie IS NOT NULL
  /*: status_filters(step) */ AND NOT step.disputed /*:*/
)
WITH near, min(length(way)) AS distance
// 2. All edges of these that stand for a tie.
MATCH (near)-[edge]-(:Entity)
WHERE edge.tie IS NOT NULL
  /*: filters */ AND NOT edge.disputed /*:*/
WITH edge, min(distance) + 1 AS distance
WHERE [distance, edge.tie] > [$after_distance, $after_id]
WITH edge, distance ORDER BY distance, edge.tie LIMIT $limit
RETURN startNode(edge) AS subject, edge, endNode(edge) AS object
