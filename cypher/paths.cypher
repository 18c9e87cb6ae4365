// The ways between two entities, the shortest first, each hop with its ties and each way with its weakest status.
// A way is a row of entities: of several ties between two of them, the search walks one, so that they cannot crowd out other ways.
MATCH (source:Entity {id: $source}), (target:Entity {id: $target})
MATCH way = SHORTEST 100 (source)
  ((here:Entity)-[step]-(there:Entity)
   WHERE here <> target AND there <> source
     AND step.tie = COLLECT {
       MATCH (here)-[edge]-(there)
       WHERE
$passes
       RETURN edge.tie ORDER BY edge.tie LIMIT 1
     }[0]){1,6}
  (target)
WHERE length(way) <= $max_hops
  AND all(stop IN nodes(way) WHERE single(other IN nodes(way) WHERE other = stop))
RETURN nodes(way) AS way
