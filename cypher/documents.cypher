// Documents: the sources, each with the number of its claims.
MATCH (thing:Document)
WHERE thing.id > $after
  AND ($kind IS NULL OR thing.kind IN $kind)
  AND ($reliability IS NULL OR thing.reliability IN $reliability)
  AND thing.last_day < $until
  AND ($from IS NULL OR thing.last_day >= $from)
  AND ($to IS NULL OR thing.first_day <= $to)
WITH thing ORDER BY thing.id LIMIT $page
RETURN thing, thing.id AS place, {id: thing.id, claims: COUNT { (thing)<-[:CITES]-() }} AS row
