// What happened when: ties as they begin and end, and statuses as documents report that they changed; what has no date comes last.
CALL () {
$among
}
WITH tie, [entry IN tie.history WHERE entry < $until | split(entry, ' ')] AS known
WHERE size(known) > 0
WITH tie, known, split(last(known)[2], '/') AS days
UNWIND
  CASE WHEN size(days) = 1 THEN [['~', 'undated']] ELSE [[days[0], 'start'], [days[1], 'end']] END
  + [step IN range(1, size(known) - 1) WHERE known[step][1] <> known[step - 1][1] | [known[step][0], 'status']] AS event
WITH tie, event
WHERE NOT event[0] IN ['0000-01-01', '9999-12-31']
  AND ($first IS NULL OR event[0] >= $first AND event[0] <> '~')
  AND ($last IS NULL OR event[0] <= $last)
RETURN tie, event[0] + ' ' + event[1] + ' ' + tie.id AS place
