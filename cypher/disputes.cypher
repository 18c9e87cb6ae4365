// What the sources disagree on: the ties that a document disputes, with what each side says.
$disputed
  AND $passes(tie, $states)
WITH tie ORDER BY tie.id LIMIT $page
RETURN tie.id AS place, [tie.id] AS ties
