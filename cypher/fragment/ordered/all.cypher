// All ties that pass, in the order of their ids: a page.
  MATCH (tie:Tie)
  WHERE tie.id > $after
    AND $passes(tie, $states)
  RETURN tie.id AS id ORDER BY id LIMIT $page
