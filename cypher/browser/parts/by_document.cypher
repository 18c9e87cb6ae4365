// The ties that the document makes a claim on, and the edge that stands for each.
MATCH (:Document {id: $document})<-[:CITES]-(:Claim)-[:ON]->(tie:Tie)
MATCH (subject:Entity)<-[:SUBJECT]-(tie)-[:OBJECT]->(object:Entity), (subject)-[edge]->(object)
WHERE edge.tie = tie.id
