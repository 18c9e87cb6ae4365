// The ends that a tie closes.
WITH states, fields, left, right, last(left) AS here, head(right) AS there
WHERE EXISTS { MATCH (here)-[edge]-(there) WHERE $passes(edge, states) }
RETURN left + right AS way
