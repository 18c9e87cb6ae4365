// It is of one of some relations, and one of its ends of one of some kinds and countries; null is any.
AND CASE WHEN $relation IS NULL THEN true ELSE type(edge) IN $relation END
AND CASE WHEN $kind IS NULL THEN true ELSE any(kind IN $kind WHERE kind IN labels(here) + labels(there)) END
AND CASE WHEN $country IS NULL THEN true ELSE
  any(country IN $country WHERE country IN coalesce(here.country, []) + coalesce(there.country, [])) END
