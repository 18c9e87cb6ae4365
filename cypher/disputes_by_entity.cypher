// What the sources disagree on about an entity.
/*: fields */ /*:*/
CALL (*) {
  MATCH (tie:Disputed {subject: $entity})
  RETURN tie
  UNION
  MATCH (tie:Disputed {object: $entity})
  RETURN tie
}
WITH *
WHERE tie.id > $after_id
  /*: filters(tie) */ /*:*/
WITH tie.id AS id ORDER BY id LIMIT $limit
RETURN [id] AS sort_key, [id] AS ties
