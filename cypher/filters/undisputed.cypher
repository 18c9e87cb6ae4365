// No document disputes it.
AND NOT tie.disputed
