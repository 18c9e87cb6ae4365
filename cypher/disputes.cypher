// What the sources disagree on: the ties that a document disputes, with what each side says.
MATCH (tie:Disputed)
WHERE tie.id > $after_id
  /*: filters(tie) */ /*:*/
WITH tie.id AS id ORDER BY id LIMIT $limit
RETURN [id] AS sort_key, [id] AS ties
