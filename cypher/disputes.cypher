// What the sources disagree on: the ties that a document disputes, with what each side says.
MATCH (tie:Tie {disputed: true})
WHERE $entity IS NULL OR EXISTS { (tie)-[:SUBJECT|OBJECT]->(:Entity {id: $entity}) }
RETURN tie, tie.id AS place
