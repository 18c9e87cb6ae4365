// Claims: what documents say, the oldest first; drawn are the ties that they are on.
/*: edges */
// Every edge that stands for a tie.
MATCH (:Entity)-[edge]->(:Entity)
WHERE edge.tie IS NOT NULL
/*:*/
  /*: filters */ AND NOT edge.disputed /*:*/
  /*: beside(entity) */ AND $entity IN [startNode(edge).id, endNode(edge).id] /*:*/
// The claims on each tie.
MATCH (:Tie {id: edge.tie})<-[:ON]-(claim:Claim)
WHERE true
  AND claim.known <= $as_of
  AND claim.document = $document
  AND claim.status IN $claim_statuses
  AND claim.stance = $stance
  AND claim.reliability IN $claim_reliability
  AND [claim.known, claim.id] > [$after_day, $after_id]
WITH DISTINCT claim, edge ORDER BY claim.known, claim.id LIMIT $limit
RETURN DISTINCT startNode(edge) AS subject, edge, endNode(edge) AS object
