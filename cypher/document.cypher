// One document with every tie that it makes a claim on, disputed ones included.
MATCH (:Document {id: $id})<-[:CITES]-(:Claim)-[:ON]->(tie:Tie)
RETURN tie, tie.id AS place
