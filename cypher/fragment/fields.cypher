// The technology that is asked about, with all that are narrower.
  OPTIONAL MATCH (:Technology {id: $within})<-[:BROADER*0..]-(field)
  RETURN collect(DISTINCT field.id) AS fields
