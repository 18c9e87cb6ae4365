// Claims: what documents say, the oldest first; by document, entity, technology, status or stance.
$claims
WHERE claim.known < $until AND claim.known >= $day
  AND claim.known + ' ' + claim.id > $after
  AND ($document IS NULL OR claim.document = $document)
  AND ($entity IS NULL OR tie.subject = $entity OR tie.object = $entity)
  AND ($said IS NULL OR claim.status IN $said)
  AND ($stance IS NULL OR claim.stance = $stance)
  AND $passes(tie, $states)
WITH claim, tie ORDER BY claim.known, claim.id LIMIT $page
RETURN claim.known + ' ' + claim.id AS place, [tie.id] AS ties
