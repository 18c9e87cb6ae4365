// How many disputed ties would add to the money, and how many have money of kinds that nobody puts up.
/*: fields */ /*:*/
MATCH (tie:Tie)
WHERE tie.currency IS NOT NULL
WITH *, last([i IN range(0, size(tie.history_days) - 1) WHERE tie.history_days[i] <= $as_of]) AS now
WITH *, split(tie.history_amounts[now], ' ') AS money
WHERE size(money) > 1
  AND ($currency IS NULL OR money[0] = $currency)
  AND ($funder IS NULL OR $funder IN split(money[3], ','))
  AND ($recipient IS NULL OR $recipient IN split(money[4], ','))
RETURN {
  disputed: count(DISTINCT CASE WHEN money[2] IN $amount_kinds
    /*: filters(tie, only) */ AND tie.disputed /*:*/
    THEN tie END),
  amount_kind: count(DISTINCT CASE WHEN NOT money[2] IN $amount_kinds
    /*: filters(tie) */ AND NOT tie.disputed /*:*/
    THEN tie END)
} AS excluded
