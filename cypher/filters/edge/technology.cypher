// A document reported by the day that its tie is in a technology or a narrower one.
AND EXISTS { MATCH (:Tie {id: edge.tie})-[within:IN_FIELD]->()
  WHERE within.technology IN fields AND within.known <= $as_of }
