// How many disputed ties would add to the money, and how many of relations that are no funding.
/*: fields */ /*:*/
MATCH (tie:Tie)
WHERE tie.currency IS NOT NULL
  AND ($funder IS NULL OR tie.subject = $funder)
  AND ($recipient IS NULL OR tie.object = $recipient)
WITH *, last([i IN range(0, size(tie.history_days) - 1) WHERE tie.history_days[i] <= $as_of]) AS now
WHERE tie.history_currencies[now] <> '-' AND ($currency IS NULL OR tie.history_currencies[now] = $currency)
WITH *, tie.relation IN $excluded_relations AS of_excluded_relation
RETURN {
  disputed: count(DISTINCT CASE WHEN NOT of_excluded_relation
    /*: filters(tie, only) */ AND tie.disputed /*:*/
    THEN tie END),
  relation: count(DISTINCT CASE WHEN of_excluded_relation
    /*: filters(tie) */ AND NOT tie.disputed /*:*/
    THEN tie END)
} AS excluded
