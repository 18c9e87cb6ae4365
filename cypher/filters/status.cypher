// Its status, and whether a document disputes it.
AND tie.status IN $statuses AND tie.disputed IN $disputed
