// The ties of an entity that pass, in the order of their ids: a page from each side.
  MATCH (tie:Tie)
  WHERE tie.subject = $entity AND tie.id > $after
    AND $passes(tie, $states)
  RETURN tie ORDER BY tie.subject, tie.id LIMIT $page
  UNION
  MATCH (tie:Tie)
  WHERE tie.object = $entity AND tie.id > $after
    AND $passes(tie, $states)
  RETURN tie ORDER BY tie.object, tie.id LIMIT $page
