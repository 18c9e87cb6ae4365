// An entity, what it succeeded, and what succeeded it, step by step; a succession that is disputed leads nowhere.
CALL () {
  MATCH (:Entity {id: $entity})-[steps:SUCCEEDS*0..6]-(entity:Entity)
  WHERE all(step IN steps WHERE NOT step.disputed AND step.history_days[0] <= $as_of)
  RETURN collect(DISTINCT entity.id) AS entities
}
