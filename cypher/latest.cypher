// Ties, those that a document reported last first.
MATCH (tie:Tie)
WHERE tie.last_reported <= $before_day
  // CASE, where OR would say the same: for an OR Neo4j reads two indexes to their ends.
  AND CASE WHEN tie.last_reported < $before_day THEN true ELSE tie.id > $after_id END
  /*: filters(tie) */ AND NOT tie.disputed /*:*/
WITH tie.id AS id, tie.last_reported AS day ORDER BY day DESC, id LIMIT $limit
RETURN [day, id] AS sort_key, [id] AS ties
