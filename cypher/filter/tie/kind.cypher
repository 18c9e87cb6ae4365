// One of its ends is of one of some kinds.
EXISTS { MATCH ($it)-[:SUBJECT|OBJECT]->(end) WHERE any(kind IN $kind WHERE kind IN labels(end)) }
