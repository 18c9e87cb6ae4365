// The paths between two entities, the shortest first, each hop with its ties and each path with its weakest status.
/*: fields */ WITH [] AS fields /*:*/
CALL (fields) {
  // Shorter paths come first, and the search ends where the page is full. Two lists of entities, `left` and `right`,
  // grow towards each other until a tie closes the gap between them: from [nasa] and [isro] to [nasa, jaxa] and
  // [isro], which is the path nasa – jaxa – isro if a tie leads from jaxa to isro.
  UNWIND range(1, $max_hops) AS hops
  MATCH (source:Entity {id: $source}), (target:Entity {id: $target})
  WITH hops, fields, [source] AS left, [target] AS right
  /*: growth */
  // One entity more, at the end that has fewer ties: so a hub is met, and never searched through.
  // This step stands here `max_hops` - 1 times; a search for fewer hops passes through the rest of them unchanged.
  WITH *, last(left) AS near, head(right) AS far
  WITH *, COUNT { (near)--() } <= COUNT { (far)--() } AS grows_left
  WITH *, CASE WHEN grows_left THEN near ELSE far END AS here
  UNWIND CASE WHEN size(left) + size(right) > hops THEN [null] ELSE COLLECT {
    MATCH (here)-[edge:!BELONGS_TO]-(there:Entity)
    WHERE NOT there IN left AND NOT there IN right
      /*: filters(edge) */ AND NOT edge.disputed /*:*/
    RETURN DISTINCT there
  } END AS next
  WITH hops, fields,
    CASE WHEN next IS NOT NULL AND grows_left THEN left + next ELSE left END AS left,
    CASE WHEN next IS NOT NULL AND NOT grows_left THEN [next] + right ELSE right END AS right
  /*:*/
  // The last gap is closed by an index over both ends: from one to the other, all ties of a hub would be read.
  WITH *, last(left).id AS here, head(right).id AS there
  WHERE size(left) + size(right) = hops + 1 AND EXISTS {
    UNWIND [[here, there], [there, here]] AS ends
    MATCH (tie:Tie)
    WHERE tie.subject = ends[0] AND tie.object = ends[1]
      /*: filters(tie) */ AND NOT tie.disputed /*:*/
  }
  RETURN left + right AS stops LIMIT $limit
}
WITH fields, stops ORDER BY size(stops), [stop IN stops | stop.id]
WITH fields, collect(stops) AS paths
UNWIND range(0, size(paths) - 1) AS number
WITH fields, number, paths[number] AS stops
CALL (fields, stops) {
  UNWIND range(0, size(stops) - 2) AS hop
  WITH fields, hop, stops[hop].id AS here, stops[hop + 1].id AS there
  UNWIND [[here, there], [there, here]] AS ends
  MATCH (tie:Tie)
  WHERE tie.subject = ends[0] AND tie.object = ends[1]
    /*: filters(tie) */ AND NOT tie.disputed /*:*/
  WITH hop, tie.id AS tie ORDER BY hop, tie
  RETURN collect(tie) AS ties
}
RETURN [number, [stop IN stops | coalesce(stop.short, stop.name)]] AS sort_key, ties
