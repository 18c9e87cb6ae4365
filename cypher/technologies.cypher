// Technologies: the tree of fields, each with the number of ties that name it.
MATCH (thing:Technology)
RETURN thing, thing.id AS place,
  {id: thing.id, ties: COUNT { MATCH (thing)<-[in_field:IN_FIELD]-() WHERE in_field.known < $until }} AS row
