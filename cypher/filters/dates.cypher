// It lasts until a day or longer, and begins by a day; null is any.
AND CASE WHEN $from IS NULL THEN true ELSE tie.history_last_days[-1] >= $from END
AND CASE WHEN $to IS NULL THEN true ELSE tie.history_first_days[-1] <= $to END
