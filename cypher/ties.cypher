// Ties: all, those of one entity, or those in a technology.
MATCH (tie:Tie)
WHERE tie.id > $after_id
  /*: filters(tie) */ AND NOT tie.disputed /*:*/
WITH tie.id AS id ORDER BY id LIMIT $limit
RETURN [id] AS sort_key, [id] AS ties
