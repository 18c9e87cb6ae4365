// A document reported something of it by the day, or no document ever ties it to anything.
AND (NOT EXISTS { (record)<-[:SUBJECT|OBJECT]-(:Tie) }
  OR EXISTS { MATCH (record)<-[:SUBJECT|OBJECT]-(tie:Tie) WHERE tie.history_days[0] <= $as_of })
