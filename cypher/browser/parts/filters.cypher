// What else was asked for.
AND edge.status IN $statuses
AND type(edge) IN $relation
AND any(kind IN $kind WHERE kind IN labels(startNode(edge)) + labels(endNode(edge)))
AND any(code IN $country WHERE code IN coalesce(startNode(edge).country, []) + coalesce(endNode(edge).country, []))
AND edge.history_last_days[-1] >= $from
AND edge.history_first_days[-1] <= $to
AND edge.reliability IN $reliability
AND edge.publishers >= $sources
AND edge.reported >= $reported_since
AND coalesce(edge.due < $day, false) = $overdue
AND EXISTS { (:Tie {id: edge.tie})-[:IN_FIELD]->(:Technology)-[:BROADER*0..]->(:Technology {id: $technology}) }
