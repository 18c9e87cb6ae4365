// Technologies: the tree of fields, each with the number of ties that name it.
MATCH (thing:Technology)
RETURN thing, thing.id AS place,
  {id: thing.id, ties: CASE $until
    WHEN '9999' THEN COUNT { (thing)<-[:IN_FIELD]-() }
    ELSE COUNT { MATCH (thing)<-[in_field:IN_FIELD]-() WHERE in_field.known < $until } END} AS row
