// The ties that some documents make claims on.
UNWIND $documents AS id
MATCH (:Document {id: id})<-[:CITES]-(:Claim)-[:ON]->(tie:Tie)
RETURN collect(DISTINCT tie.id) AS ties
