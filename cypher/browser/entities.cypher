// Entities, by kind, country, and the technology that their ties name.
MATCH (entity:Entity)
WHERE true
  AND any(kind IN $kind WHERE kind IN labels(entity))
  AND entity.type IN $type
  AND any(code IN $country WHERE code IN entity.country)
  AND EXISTS { (entity)--(:Tie)-[of:IN_FIELD /*: known(of) */ /*:*/]->()-[:BROADER*0..]->(:Technology {id: $technology}) }
  AND (NOT EXISTS { (entity)--(:Tie) } OR EXISTS { (entity)--(tie:Tie) WHERE tie.history_days[0] <= $as_of })
  AND entity.id > $after_id
RETURN entity ORDER BY entity.id LIMIT $limit
