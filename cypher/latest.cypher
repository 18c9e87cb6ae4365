// Ties, those that a document told of last first.
MATCH (tie:Tie)
WITH tie, left(last([entry IN tie.history WHERE entry < $until]), 10) AS day
WHERE day IS NOT NULL
RETURN tie, toString(99999999 - toInteger(replace(day, '-', ''))) + ' ' + tie.id AS place
