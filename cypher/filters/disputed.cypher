// A document disputes it.
AND tie.disputed
