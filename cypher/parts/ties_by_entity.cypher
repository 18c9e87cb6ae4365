// The ties of an entity.
MATCH (:Entity {id: $entity})<-[:SUBJECT|OBJECT]-(tie:Tie)
