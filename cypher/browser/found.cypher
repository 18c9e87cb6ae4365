// The ties of the answer, by their ids, each with the edge that stands for it.
MATCH (tie:Tie)
WHERE tie.id IN $ties
MATCH (subject:Entity)<-[:SUBJECT]-(tie)-[:OBJECT]->(object:Entity), (subject)-[edge]->(object)
WHERE edge.tie = tie.id
RETURN subject, edge, object
