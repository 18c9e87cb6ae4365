// Who puts up money, how much, and how firmly: ties with an amount, by currency, status, kind and the time they cover.
/*: edges */
// Every edge that stands for a tie.
MATCH (:Entity)-[edge]->(:Entity)
WHERE edge.tie IS NOT NULL
/*:*/
  /*: filters */ AND NOT edge.disputed /*:*/
// Its money as text: currency, period, kind, who pays, who is paid, and what the amount is for one of.
WITH edge, edge.history_statuses[/*: now */ -1 /*:*/] AS status,
  split(edge.history_amounts[/*: now */ -1 /*:*/], ' ') AS money
WHERE size(money) > 1
  AND money[2] IN $amount_kinds
  AND money[0] = $currency
  AND $funder IN split(money[3], ',')
  AND $recipient IN split(money[4], ',')
// What adds up is one sum; money for each of several adds up with nothing.
WITH edge, [money[0], status, money[2], money[1]] + CASE money[5] WHEN '-' THEN [] ELSE [money[5], edge.tie] END AS sum
WHERE sum > $after
WITH sum, collect(edge) AS edges ORDER BY sum LIMIT $limit
UNWIND edges AS edge
RETURN startNode(edge) AS subject, edge, endNode(edge) AS object
