// What an entity is tied to.
MATCH (:Entity {id: $entity})-[edge]-(:Entity)
WHERE edge.tie IS NOT NULL
  /*: filters */ AND NOT edge.disputed /*:*/
  AND edge.tie > $after_id
WITH edge ORDER BY edge.tie LIMIT $limit
RETURN startNode(edge) AS subject, edge, endNode(edge) AS object
