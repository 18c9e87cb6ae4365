// The ties on which a document makes a claim.
CALL () {
  MATCH (:Document {id: $document})<-[:CITES]-(:Claim)-[:ON]->(tie:Tie)
  RETURN DISTINCT tie
}
