// A document told by the day that it is in a technology or a narrower one.
EXISTS { MATCH ($it)-[within:IN_FIELD]->() WHERE within.technology IN fields AND within.known < $until }
