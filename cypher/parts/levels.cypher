// The entities one tie less away than the ties that are asked for: ids by distance, with the ids of those nearer.
CALL () {
  MATCH (start:Entity {id: $entity})
  CALL (start) {
    WITH start WHERE $depth > 1
    MATCH (start)-[edge:!BELONGS_TO]-(near:Entity)
    WHERE near <> start
      /*: status_filters(edge) */ AND NOT edge.disputed /*:*/
    RETURN collect(DISTINCT near) AS second
  }
  CALL (start, second) {
    UNWIND second AS near
    WITH start, second, near WHERE $depth > 2
    MATCH (near)-[edge:!BELONGS_TO]-(far:Entity)
    WHERE far <> start AND NOT far IN second
      /*: status_filters(edge) */ AND NOT edge.disputed /*:*/
    RETURN collect(DISTINCT far) AS third
  }
  WITH [start.id] AS first, [near IN second | near.id] AS second, [far IN third | far.id] AS third
  RETURN [
    {distance: 1, ends: first, nearer: []},
    {distance: 2, ends: second, nearer: first},
    {distance: 3, ends: third, nearer: first + second}] AS levels
}
