// As was known on that day: `now` is where the tie's history stood, entry by entry.
AND any(now IN [size([day IN edge.history_days WHERE day <= $as_of]) - 1] WHERE now >= 0
  AND edge.history_disputed[now] IN $disputed
  AND edge.history_statuses[now] IN $statuses
  AND edge.history_last_days[now] >= $from
  AND edge.history_first_days[now] <= $to
  AND edge.history_reliabilities[now] IN $reliability
  AND edge.history_publishers[now] >= $sources
  AND edge.history_reported[now] >= $reported_since
  AND (edge.history_due[now] <> '-' AND edge.history_due[now] < $day) = $overdue
)
AND type(edge) IN $relation
AND any(kind IN $kind WHERE kind IN labels(startNode(edge)) + labels(endNode(edge)))
AND any(code IN $country WHERE code IN coalesce(startNode(edge).country, []) + coalesce(endNode(edge).country, []))
AND EXISTS { (:Tie {id: edge.tie})-[of:IN_FIELD WHERE of.known <= $as_of]->()-[:BROADER*0..]->({id: $technology}) }
