// What came into this graph, the last day first: each tie with the day on which the newest of its claims came.
/*: fields */ /*:*/
/*: ties */ /*:*/
MATCH (tie:Tie)
WHERE tie.last_arrived > $since AND tie.last_arrived <= $before_day
  // Ids backwards as well: so the index of both is read in its order.
  AND CASE WHEN tie.last_arrived < $before_day THEN true ELSE tie.id < $after_id END
  AND tie.history_days[0] <= $as_of
  /*: filters(tie) */ /*:*/
WITH tie.last_arrived AS day, tie.id AS id ORDER BY day DESC, id DESC LIMIT $limit
RETURN [day, id] AS sort_key, [id] AS ties
