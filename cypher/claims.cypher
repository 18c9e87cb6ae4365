// Claims: what documents say, the oldest first; by document, entity, technology, status or stance.
CALL () {
  WITH 1 AS one WHERE $document IS NOT NULL
  MATCH (:Document {id: $document})<-[:CITES]-(claim:Claim)-[:ON]->(tie:Tie)
  WHERE $entity IS NULL OR EXISTS { (tie)-[:SUBJECT|OBJECT]->(:Entity {id: $entity}) }
  RETURN claim, tie
  UNION
  WITH 1 AS one WHERE $document IS NULL
  CALL () {
$among
  }
  MATCH (claim:Claim)-[:ON]->(tie)
  RETURN claim, tie
}
WITH claim, tie
WHERE claim.known < $until
  AND ($said IS NULL OR claim.status IN $said)
  AND ($stance IS NULL OR claim.stance = $stance)
RETURN tie, claim.known + ' ' + claim.id AS place
