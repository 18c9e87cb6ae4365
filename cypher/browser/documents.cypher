// Documents: the sources.
/*: documents */
MATCH (document:Document)
WHERE true
/*:*/
  AND document.kind IN $kind
  AND document.reliability IN $reliability
  AND document.last_day >= $from
  AND document.first_day <= $to
  AND document.last_day <= $as_of
  AND document.id > $after_id
RETURN document ORDER BY document.id LIMIT $limit
