// Whether a document told of a thing by the day; what no document ever ties to anything does not wait for one.
  ($until = '9999' OR NOT EXISTS { ($it)<-[:SUBJECT|OBJECT]-(:Tie) }
    OR EXISTS { MATCH ($it)<-[:SUBJECT|OBJECT]-(told:Tie) WHERE told.history[0] < $until })
