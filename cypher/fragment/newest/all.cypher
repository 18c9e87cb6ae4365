// All ties that pass, with the day on which a document told of each last, the newest first: a page.
  MATCH (tie:Tie)
  WHERE tie.told <= $day
    AND $passes(tie, $states)
  WITH tie.id AS id, tie.told AS day
