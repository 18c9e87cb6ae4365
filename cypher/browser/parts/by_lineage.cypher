// The entity with what it succeeded and what succeeded it, step by step, and all edges of these that stand for a tie.
MATCH (:Entity {id: $entity})-[steps:SUCCEEDS*0..6]-(one:Entity)
WHERE all(step IN steps WHERE NOT step.disputed)
  AND all(step IN steps WHERE step.history_days[0] <= $as_of)
MATCH (one)-[edge]-(:Entity)
WHERE edge.tie IS NOT NULL
