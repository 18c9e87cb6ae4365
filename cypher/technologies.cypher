// Technologies: the tree of fields, each with the number of ties that name it.
MATCH (thing:Technology)
RETURN thing, thing.id AS place, {id: thing.id, ties: COUNT { (thing)<-[:IN_FIELD]-() }} AS row
