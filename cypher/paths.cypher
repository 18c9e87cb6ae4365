// The ways between two entities, the shortest first, each hop with its ties and each way with its weakest status.
MATCH (source:Entity {id: $source}), (target:Entity {id: $target})
// A way is a row of entities: of several ties between two of them the search walks only the first that passes, so that
// they cannot crowd out other ways. Most edges fail before it looks at those beside them.
MATCH way = SHORTEST 100 (source)
  ((here:Entity)-[edge]-(there:Entity)
   WHERE here <> target AND there <> source
     AND
$passes(edge)
     AND NOT EXISTS {
       MATCH (here)-[other]-(there)
       WHERE other.tie < edge.tie AND
$passes(other)
     }){1,6}
  (target)
WHERE length(way) <= $max_hops
  AND all(stop IN nodes(way) WHERE single(other IN nodes(way) WHERE other = stop))
RETURN nodes(way) AS way
