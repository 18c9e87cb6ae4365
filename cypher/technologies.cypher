// Technologies: the tree of fields, each with the number of ties that name it.
MATCH (technology:Technology)
WHERE technology.id > $after_id
WITH technology ORDER BY technology.id LIMIT $limit
RETURN [technology.id] AS sort_key, technology AS record, {id: technology.id, ties: COUNT {
  MATCH (technology)<-[in_field:IN_FIELD]-()
  WHERE in_field.tie IS NOT NULL
    /*: known(in_field) */ /*:*/
}} AS row
