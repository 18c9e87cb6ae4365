// The ties in a technology, narrower fields included.
CALL () {
  MATCH (:Technology {id: $technology})<-[:BROADER*0..]-()<-[:IN_FIELD]-(tie:Tie)
  RETURN DISTINCT tie
}
