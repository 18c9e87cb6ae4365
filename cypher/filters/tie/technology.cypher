// A document reported by the day that it is in a technology or a narrower one.
AND EXISTS { MATCH (tie)-[within:IN_FIELD]->() WHERE within.technology IN fields AND within.known <= $as_of }
