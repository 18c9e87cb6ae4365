// Who puts up money, how much, and how firmly: ties with an amount, totalled by currency, status and relation.
MATCH (tie:Tie)
WHERE tie.currency IS NOT NULL
  AND ($funder IS NULL OR EXISTS { (tie)-[:SUBJECT]->(:Entity {id: $funder}) })
  AND ($recipient IS NULL OR EXISTS { (tie)-[:OBJECT]->(:Entity {id: $recipient}) })
WITH tie, split(last([entry IN tie.history WHERE entry < $until]), ' ') AS now
WHERE now[3] <> '-' AND ($currency IS NULL OR now[3] = $currency)
RETURN tie, now[3] + ' ' + split(now[1], ',')[0] + ' ' + tie.relation AS place
