// It is of one of some relations, and one of its ends of one of some kinds and countries; null is any.
AND CASE WHEN $relation IS NULL THEN true ELSE tie.relation IN $relation END
AND CASE WHEN $kind IS NULL AND $country IS NULL THEN true ELSE EXISTS {
  MATCH (subject)<-[:SUBJECT]-(tie)-[:OBJECT]->(object)
  WHERE ($kind IS NULL OR any(kind IN $kind WHERE kind IN labels(subject) + labels(object)))
    AND ($country IS NULL
      OR any(country IN $country WHERE country IN coalesce(subject.country, []) + coalesce(object.country, [])))
} END
