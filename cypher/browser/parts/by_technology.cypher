// The technology with all that are narrower, the ties in them, and the edge that stands for each tie.
MATCH (:Technology {id: $technology})<-[:BROADER*0..]-(:Technology)<-[in_field:IN_FIELD]-(tie:Tie)
WHERE true
  AND in_field.known <= $as_of
MATCH (subject:Entity)<-[:SUBJECT]-(tie)-[:OBJECT]->(object:Entity), (subject)-[edge]->(object)
WHERE edge.tie = tie.id
