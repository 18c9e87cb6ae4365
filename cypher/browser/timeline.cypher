// What happened when: ties as they begin and end, and as documents report that their status changed.
/*: edges */
// Every edge that stands for a tie.
MATCH (:Entity)-[edge]->(:Entity)
WHERE edge.tie IS NOT NULL
/*:*/
  /*: filters_without_dates */ AND NOT edge.disputed /*:*/
// What happened to each: it began, or nobody says when; it ended; its status changed, or somebody began to dispute it.
WITH DISTINCT edge, /*: now */ size(edge.history_days) - 1 /*:*/ AS now
UNWIND
  CASE edge.history_first_days[now] WHEN '-' THEN [['~', 'undated']] ELSE [[edge.history_first_days[now], 'start']] END
  + CASE WHEN edge.history_has_end[now] THEN [[edge.history_last_days[now], 'end']] ELSE [] END
  + [i IN range(1, now) WHERE edge.history_statuses[i] <> edge.history_statuses[i - 1]
      OR edge.history_disputed[i] <> edge.history_disputed[i - 1] | [edge.history_days[i], 'status']] AS event
WITH edge, event
WHERE NOT event[0] IN ['0000-01-01', '9999-12-31']
  AND event[0] >= $from AND event[0] <> '~'
  AND event[0] <= $to
  AND event + edge.tie > $after
WITH edge, event ORDER BY event, edge.tie LIMIT $limit
RETURN DISTINCT startNode(edge) AS subject, edge, endNode(edge) AS object
