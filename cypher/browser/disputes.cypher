// What the sources disagree on: the ties that a document disputes.
/*: edges */
// Every edge that stands for a tie.
MATCH (:Entity)-[edge]->(:Entity)
WHERE edge.tie IS NOT NULL
/*:*/
  /*: filters */ AND NOT edge.disputed /*:*/
// Each tie has a node too, which holds the evidence; those that are disputed have a label that says so.
MATCH (tie:Disputed {id: edge.tie})
WHERE tie.id > $after_id
WITH DISTINCT edge ORDER BY edge.tie LIMIT $limit
RETURN startNode(edge) AS subject, edge, endNode(edge) AS object
