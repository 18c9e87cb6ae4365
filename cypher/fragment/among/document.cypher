// The ties on which a document makes a claim.
  MATCH (:Document {id: $document})<-[:CITES]-(:Claim)-[:ON]->(tie:Tie)
  RETURN DISTINCT tie
