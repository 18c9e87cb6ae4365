// Entities, by kind, country, and the technology that their ties name. As of a day, those that no document had reported on are not there.
MATCH (entity:Entity)
WHERE entity.id > $after_id
  AND ($kind IS NULL OR any(kind IN $kind WHERE kind IN labels(entity)))
  AND ($type IS NULL OR entity.type IN $type)
  AND ($country IS NULL OR any(country IN $country WHERE country IN entity.country))
  AND ($technology IS NULL OR EXISTS {
    MATCH (entity)<-[:SUBJECT|OBJECT]-(:Tie)-[in_field:IN_FIELD]->()-[:BROADER*0..]->(:Technology {id: $technology})
    WHERE in_field.known <= $as_of })
  /*: reported(entity) */ /*:*/
WITH entity ORDER BY entity.id LIMIT $limit
RETURN [entity.id] AS sort_key, entity AS record, {} AS row
