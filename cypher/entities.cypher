// Entities, by kind, country, and the technology that their ties name. As of a day, those that no document told of yet are not there.
MATCH (thing:Entity)
WHERE thing.id > $after
  AND ($kind IS NULL OR any(kind IN $kind WHERE kind IN labels(thing)))
  AND ($country IS NULL OR any(country IN $country WHERE country IN thing.country))
  AND ($technology IS NULL OR EXISTS {
    MATCH (thing)<-[:SUBJECT|OBJECT]-(:Tie)-[in_field:IN_FIELD]->()-[:BROADER*0..]->(:Technology {id: $technology})
    WHERE in_field.known < $until })
  AND $told(thing)
WITH thing ORDER BY thing.id LIMIT $page
RETURN thing, thing.id AS place, {} AS row
