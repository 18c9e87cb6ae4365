// The technology that is asked about, with all that are narrower.
CALL () {
  OPTIONAL MATCH (:Technology {id: $technology})<-[:BROADER*0..]-(narrower)
  RETURN collect(DISTINCT narrower.id) AS fields
}
