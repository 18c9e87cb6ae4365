// The ties of an entity: a page from each side, in the order that an index keeps.
/*: fields */ /*:*/
CALL (*) {
  MATCH (tie:Tie)
  WHERE tie.subject = $entity AND tie.id > $after_id
    /*: filters(tie) */ AND NOT tie.disputed /*:*/
  RETURN tie.id AS id ORDER BY tie.subject, id LIMIT $limit
  UNION
  MATCH (tie:Tie)
  WHERE tie.object = $entity AND tie.id > $after_id
    /*: filters(tie) */ AND NOT tie.disputed /*:*/
  RETURN tie.id AS id ORDER BY tie.object, id LIMIT $limit
}
WITH id ORDER BY id LIMIT $limit
RETURN [id] AS sort_key, [id] AS ties
