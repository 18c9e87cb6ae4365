// As was known by a day, it lasts until a day or longer, and begins by a day; null is any.
AND CASE WHEN coalesce($from, $to) IS NULL THEN true ELSE
  any(i IN [i IN range(0, size(tie.history_days) - 1) WHERE tie.history_days[i] <= $as_of][-1..]
    WHERE coalesce(tie.history_last_days[i] >= $from, true) AND coalesce(tie.history_first_days[i] <= $to, true)) END
