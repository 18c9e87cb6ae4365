// A document told by the day that its tie is in a technology or a narrower one.
EXISTS { MATCH (:Tie {id: $it.tie})-[within:IN_FIELD]->() WHERE within.technology IN fields AND within.known < $until }
