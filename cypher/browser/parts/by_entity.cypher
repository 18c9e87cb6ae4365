// All edges of the entity that stand for a tie.
MATCH (:Entity {id: $entity})-[edge]-(:Entity)
WHERE edge.tie IS NOT NULL
