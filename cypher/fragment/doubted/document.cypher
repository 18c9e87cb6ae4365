// The ties on which a document makes a claim, and that a document disputes.
  MATCH (:Document {id: $document})<-[:CITES]-(:Claim)-[:ON]->(tie:Disputed)
