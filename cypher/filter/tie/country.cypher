// One of its ends belongs to one of some countries.
EXISTS { MATCH ($it)-[:SUBJECT|OBJECT]->(end) WHERE any(country IN $country WHERE country IN end.country) }
