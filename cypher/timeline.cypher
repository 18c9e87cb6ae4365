// What happened when: ties as they begin and end, and statuses as documents report that they changed; what has no date comes last.
/*: fields */ /*:*/
/*: ties */ MATCH (tie:Tie) /*:*/
WITH *, [i IN range(0, size(tie.history_days) - 1) WHERE tie.history_days[i] <= $as_of] AS known
WHERE size(known) > 0
  /*: filters_without_dates(tie) */ AND NOT tie.disputed /*:*/
WITH tie, known, last(known) AS now
WITH tie, known, now, tie.history_first_days[now] AS first_day
UNWIND
  CASE first_day WHEN '-' THEN [['~', 'undated']] ELSE [[first_day, 'start']] END
  + CASE WHEN tie.history_has_end[now] THEN [[tie.history_last_days[now], 'end']] ELSE [] END
  + [i IN tail(known)
      WHERE tie.history_statuses[i] <> tie.history_statuses[i - 1]
        OR tie.history_disputed[i] <> tie.history_disputed[i - 1]
      | [tie.history_days[i], 'status']] AS event
WITH tie, event
WHERE NOT event[0] IN ['0000-01-01', '9999-12-31']
  AND ($from IS NULL OR event[0] >= $from AND event[0] <> '~')
  AND ($to IS NULL OR event[0] <= $to)
RETURN [event[0], event[1], tie.id] AS sort_key, tie.id AS tie
