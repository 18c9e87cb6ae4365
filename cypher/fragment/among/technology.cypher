// The ties in a technology, narrower fields included.
  MATCH (:Technology {id: $within})<-[:BROADER*0..]-()<-[:IN_FIELD]-(tie:Tie)
  RETURN DISTINCT tie
