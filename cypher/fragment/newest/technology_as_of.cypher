// The ties in a technology that pass, with the day on which a document told of each last by the day.
  CALL (fields) {
$among
  }
  MATCH (claim:Claim)-[:ON]->(tie)
  WHERE claim.known < $until
    AND $passes(tie, $states)
  WITH tie.id AS id, max(claim.known) AS day
  WHERE day <= $day
