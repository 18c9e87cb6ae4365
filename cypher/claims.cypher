// Claims: what documents say, the oldest first; by document, entity, technology, status or stance.
CALL () {
$among
}
MATCH (claim:Claim)-[:ON]->(tie)
WHERE claim.known < $until
  AND ($document IS NULL OR claim.document = $document)
  AND ($entity IS NULL OR EXISTS { (tie)-[:SUBJECT|OBJECT]->(:Entity {id: $entity}) })
  AND ($said IS NULL OR claim.status IN $said)
  AND ($stance IS NULL OR claim.stance = $stance)
RETURN tie, claim.known + ' ' + claim.id AS place
