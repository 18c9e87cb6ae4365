// One entity: its names and what is known of it, with its ties counted by relation, direction and status.
MATCH (thing:Entity {id: $id})
WHERE $told(thing)
CALL (thing) {
  MATCH (thing)-[edge]-(:Entity)
  WITH type(edge) AS relation, CASE WHEN startNode(edge) = thing THEN 'subject' ELSE 'object' END AS direction,
    CASE $until WHEN '9999' THEN [edge.status, edge.disputed] ELSE [
      split(split(last([entry IN edge.history WHERE entry < $until]), ' ')[1], ',')[0],
      last([entry IN edge.history WHERE entry < $until]) CONTAINS ',disputed'] END AS state
  WHERE state[0] IS NOT NULL
  WITH relation, direction, state[0] AS status, state[1] AS disputed, count(*) AS ties
  ORDER BY relation, direction, status, disputed
  RETURN collect({relation: relation, direction: direction, status: status, disputed: disputed, ties: ties}) AS ties
}
RETURN thing, thing.id AS place, {id: thing.id, ties: ties} AS row
