// The ties of an entity that pass, in the order of their ids: a page from each side.
  MATCH (tie:Tie)
  WHERE tie.subject = $entity AND tie.id > $after
    AND $passes(tie, $states)
  RETURN tie.id AS id ORDER BY tie.subject, id LIMIT $page
  UNION
  MATCH (tie:Tie)
  WHERE tie.object = $entity AND tie.id > $after
    AND $passes(tie, $states)
  RETURN tie.id AS id ORDER BY tie.object, id LIMIT $page
