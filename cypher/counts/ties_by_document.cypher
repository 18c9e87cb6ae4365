// How many of the ties on which a document makes a claim are disputed.
/*: fields */ /*:*/
MATCH (:Document {id: $document})<-[:CITES]-(claim:Claim)-[:ON]->(tie:Disputed)
WHERE claim.known <= $as_of
  /*: filters(tie, only) */ /*:*/
RETURN {disputed: count(DISTINCT tie)} AS excluded
