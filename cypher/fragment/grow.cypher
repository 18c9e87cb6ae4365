// One entity more, at the end that has fewer ties: so a hub is met, never searched through.
WITH states, fields, left, right, last(left) AS one, head(right) AS other
WITH states, fields, left, right, one, other, COUNT { (one)--() } <= COUNT { (other)--() } AS forth
WITH states, fields, left, right, forth, CASE WHEN forth THEN one ELSE other END AS here
CALL (states, fields, left, right, here) {
  MATCH (here)-[edge]-(there:Entity)
  WHERE NOT there IN left AND NOT there IN right AND $passes(edge, states)
  RETURN DISTINCT there
}
WITH states, fields, CASE WHEN forth THEN left + there ELSE left END AS left, CASE WHEN forth THEN right ELSE [there] + right END AS right
