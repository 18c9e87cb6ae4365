// The ties of an entity, of what it succeeded and of what succeeded it: a page from each side, in the order that an index keeps.
/*: fields */ /*:*/
/*: lineage */ CALL () { RETURN [$entity] AS entities } /*:*/
UNWIND entities AS entity
CALL (*) {
  MATCH (tie:Tie)
  WHERE tie.subject = entity AND tie.id > $after_id
    /*: filters(tie) */ AND NOT tie.disputed /*:*/
  RETURN tie.id AS id ORDER BY tie.subject, id LIMIT $limit
  UNION
  MATCH (tie:Tie)
  WHERE tie.object = entity AND tie.id > $after_id
    /*: filters(tie) */ AND NOT tie.disputed /*:*/
  RETURN tie.id AS id ORDER BY tie.object, id LIMIT $limit
}
WITH DISTINCT id ORDER BY id LIMIT $limit
RETURN [id] AS sort_key, [id] AS ties
