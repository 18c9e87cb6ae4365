// As was known by a day: the best source of it is of one of some sorts, so many publishers support it, its status was reported since a day, and it is or is not overdue; null is any.
AND any(i IN [i IN range(0, size(tie.history_days) - 1) WHERE tie.history_days[i] <= $as_of][-1..]
  WHERE coalesce(tie.history_reliabilities[i] IN $reliability, true)
    AND coalesce(tie.history_publishers[i] >= $sources, true)
    AND coalesce(tie.history_reported[i] >= $reported_since, true)
    AND coalesce((tie.history_due[i] <> '-' AND tie.history_due[i] < $day) = $overdue, true))
