// The best source of it is of one of some sorts, so many publishers support it, its status was reported since a day, and it is or is not overdue; null is any.
AND CASE WHEN $reliability IS NULL THEN true ELSE tie.reliability IN $reliability END
AND CASE WHEN $sources IS NULL THEN true ELSE tie.publishers >= $sources END
AND CASE WHEN $reported_since IS NULL THEN true ELSE tie.reported >= $reported_since END
AND CASE WHEN $overdue IS NULL THEN true ELSE coalesce(tie.due < $day, false) = $overdue END
