// Claims: what documents say, the oldest first; by document, entity, technology, status or stance.
/*: fields */ /*:*/
/*: ties */ /*:*/
MATCH (claim:Claim)-[:ON]->(tie:Tie)
WHERE claim.known <= $as_of AND claim.known >= $after_day
  // CASE, where OR would say the same: for an OR Neo4j reads two indexes to their ends.
  AND CASE WHEN claim.known > $after_day THEN true ELSE claim.id > $after_id END
  AND ($document IS NULL OR claim.document = $document)
  AND ($entity IS NULL OR tie.subject = $entity OR tie.object = $entity)
  AND ($claim_statuses IS NULL OR claim.status IN $claim_statuses)
  AND ($stance IS NULL OR claim.stance = $stance)
  AND ($claim_reliability IS NULL OR claim.reliability IN $claim_reliability)
  /*: filters(tie) */ /*:*/
WITH claim, tie ORDER BY claim.known, claim.id LIMIT $limit
RETURN [claim.known, claim.id] AS sort_key, [tie.id] AS ties
