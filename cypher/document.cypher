// One document with every tie that it makes a claim on, disputed ones included.
MATCH (:Document {id: $id})<-[:CITES]-(claim:Claim)-[:ON]->(tie:Tie)
WHERE claim.known < $until
RETURN tie, tie.id AS place
