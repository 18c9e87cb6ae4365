// Whether a plain edge between `here` and `there` passes the filters; its status must be one of `states`, its field one of `fields`.
        split(last([entry IN $it.history WHERE entry < $until]), ' ')[1] IN states
        AND ($relation IS NULL OR type($it) IN $relation)
        AND ($from IS NULL OR split(split(last([entry IN $it.history WHERE entry < $until]), ' ')[2], '/')[1] >= $from)
        AND ($to IS NULL OR split(split(last([entry IN $it.history WHERE entry < $until]), ' ')[2], '/')[0] <= $to)
        AND ($kind IS NULL OR any(kind IN $kind WHERE kind IN labels(here) + labels(there)))
        AND ($country IS NULL
          OR any(country IN $country WHERE country IN coalesce(here.country, []) + coalesce(there.country, [])))
        AND ($within IS NULL OR EXISTS {
          MATCH (:Tie {id: $it.tie})-[$it_field:IN_FIELD]->(field) WHERE field IN fields AND $it_field.known < $until })
