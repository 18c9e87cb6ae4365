// Whether the plain edge `edge` between `here` and `there` passes the filters; `states` are those that its status may be in.
        split(last([entry IN edge.history WHERE entry < $until]), ' ')[1] IN states
        AND ($relation IS NULL OR type(edge) IN $relation)
        AND ($from IS NULL OR split(split(last([entry IN edge.history WHERE entry < $until]), ' ')[2], '/')[1] >= $from)
        AND ($to IS NULL OR split(split(last([entry IN edge.history WHERE entry < $until]), ' ')[2], '/')[0] <= $to)
        AND ($within IS NULL OR EXISTS {
          MATCH (:Tie {id: edge.tie})-[in_field:IN_FIELD]->()-[:BROADER*0..]->(:Technology {id: $within})
          WHERE in_field.known < $until })
        AND ($kind IS NULL OR any(kind IN $kind WHERE kind IN labels(here) + labels(there)))
        AND ($country IS NULL OR any(country IN $country WHERE country IN coalesce(here.country, []) + coalesce(there.country, [])))
