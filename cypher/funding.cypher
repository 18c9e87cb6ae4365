// Who puts up money, how much, and how firmly: ties with an amount, totalled by currency, status, relation and the time that they cover.
/*: fields */ /*:*/
MATCH (tie:Tie)
WHERE tie.currency IS NOT NULL
  AND ($funder IS NULL OR tie.subject = $funder)
  AND ($recipient IS NULL OR tie.object = $recipient)
  AND NOT tie.relation IN $excluded_relations
  /*: filters(tie) */ AND NOT tie.disputed /*:*/
WITH tie, last([i IN range(0, size(tie.history_days) - 1) WHERE tie.history_days[i] <= $as_of]) AS now
WITH tie, tie.history_currencies[now] AS currency, tie.history_statuses[now] AS status, tie.history_periods[now] AS period
WHERE currency <> '-' AND ($currency IS NULL OR currency = $currency)
RETURN [currency, status, tie.relation, period] AS sort_key, tie.id AS tie
