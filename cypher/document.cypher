// One document with every tie that it makes a claim on, disputed ones included.
MATCH (:Document {id: $document})<-[:CITES]-(claim:Claim)-[:ON]->(tie:Tie)
WHERE claim.known <= $as_of
  /*: filters(tie) */ /*:*/
RETURN [tie.id] AS sort_key, tie.id AS tie
