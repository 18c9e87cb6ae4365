// Entities, by kind and country.
MATCH (thing:Entity)
WHERE ($kind IS NULL OR any(kind IN $kind WHERE kind IN labels(thing)))
  AND ($country IS NULL OR any(country IN $country WHERE country IN thing.country))
RETURN thing, thing.id AS place, {} AS row
