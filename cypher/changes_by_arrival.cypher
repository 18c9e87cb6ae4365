// What came into this graph since a day: the ties that new claims tell of, by the day of the newest, each with how it stood before.
/*: fields */ /*:*/
/*: ties */ /*:*/
MATCH (tie:Tie)
WHERE tie.last_arrived > $since AND tie.last_arrived >= $after_day
  AND CASE WHEN tie.last_arrived > $after_day THEN true ELSE tie.id > $after_id END
  AND tie.history_days[0] <= $as_of
  /*: filters(tie) */ /*:*/
WITH tie.last_arrived AS day, tie.id AS id ORDER BY day, id LIMIT $limit
RETURN [day, id] AS sort_key, [id] AS ties
