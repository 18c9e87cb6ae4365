// One entity.
MATCH (entity:Entity {id: $entity})
WHERE true
  AND (NOT EXISTS { (entity)--(:Tie) } OR EXISTS { (entity)--(tie:Tie) WHERE tie.history_days[0] <= $as_of })
RETURN entity
