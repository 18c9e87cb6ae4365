// The ways between two entities: each list is a way of the answer, stop by stop. Change one, or add one of your own.
UNWIND $ways AS stops
UNWIND range(0, size(stops) - 2) AS hop
// All edges from stop to stop that stand for a tie.
MATCH (:Entity {id: stops[hop]})-[edge]-(:Entity {id: stops[hop + 1]})
WHERE edge.tie IS NOT NULL
  /*: filters */ AND NOT edge.disputed /*:*/
RETURN startNode(edge) AS subject, edge, endNode(edge) AS object
