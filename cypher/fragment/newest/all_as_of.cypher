// All ties that pass, with the day on which a document told of each last by the day, the newest first.
  MATCH (claim:Claim)-[:ON]->(tie:Tie)
  WHERE claim.known < $until AND claim.known <= $day
    AND NOT EXISTS { MATCH (tie)<-[:ON]-(later:Claim) WHERE later.known > claim.known AND later.known < $until }
    AND $passes(tie, $states)
  WITH DISTINCT tie.id AS id, claim.known AS day
