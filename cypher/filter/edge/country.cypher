// One of its ends belongs to one of some countries.
any(country IN $country WHERE country IN coalesce(here.country, []) + coalesce(there.country, []))
