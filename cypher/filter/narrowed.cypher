// It lasts until a day or longer, and begins by a day; null is any.
CASE WHEN $from IS NULL THEN true
  ELSE split(split(last([entry IN $it.history WHERE entry < $until]), ' ')[2], '/')[1] >= $from END
AND CASE WHEN $to IS NULL THEN true
  ELSE split(split(last([entry IN $it.history WHERE entry < $until]), ' ')[2], '/')[0] <= $to END
