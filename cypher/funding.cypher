// Who puts up money, how much, and how firmly: ties with an amount, totalled by currency, status, kind and the time that they cover.
/*: fields */ /*:*/
MATCH (tie:Tie)
WHERE tie.currency IS NOT NULL
  /*: filters(tie) */ AND NOT tie.disputed /*:*/
WITH tie, last([i IN range(0, size(tie.history_days) - 1) WHERE tie.history_days[i] <= $as_of]) AS now
WITH tie, tie.history_statuses[now] AS status, split(tie.history_amounts[now], ' ') AS money
WHERE size(money) > 1
  AND ($currency IS NULL OR money[0] = $currency)
  AND money[2] IN $amount_kinds
  AND ($funder IS NULL OR $funder IN split(money[3], ','))
  AND ($recipient IS NULL OR $recipient IN split(money[4], ','))
// Money for each of several adds up with nothing: it has a group of its own.
WITH *, CASE WHEN money[5] = '-' THEN [] ELSE [money[5], tie.id] END AS apart
RETURN [money[0], status, money[2], money[1]] + apart AS sort_key, tie.id AS tie
