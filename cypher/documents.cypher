// Documents: the sources, all or those with some words in title and publisher, each with the number of its claims.
/*: documents */ MATCH (document:Document) /*:*/
WHERE document.id > $after_id
  AND ($kind IS NULL OR document.kind IN $kind)
  AND ($reliability IS NULL OR document.reliability IN $reliability)
  AND document.last_day <= $as_of
  AND ($from IS NULL OR document.last_day >= $from)
  AND ($to IS NULL OR document.first_day <= $to)
WITH document ORDER BY document.id LIMIT $limit
RETURN [document.id] AS sort_key, document AS record,
  {id: document.id, claims: COUNT { (document)<-[:CITES]-() }} AS row
