// What an entity is tied to, up to three ties away; the nearest first. The way goes over ties that pass the filters of status.
MATCH (start:Entity {id: $id})
CALL (start) {
  WITH start WHERE $depth > 1
  MATCH (start)-[edge]-(near:Entity)
  WHERE split(last([entry IN edge.history WHERE entry < $until]), ' ')[1] IN $states
  RETURN collect(DISTINCT near) AS second
}
CALL (start, second) {
  UNWIND second AS near
  WITH start, near WHERE $depth > 2
  MATCH (near)-[edge]-(far:Entity)
  WHERE far <> start AND split(last([entry IN edge.history WHERE entry < $until]), ' ')[1] IN $states
  RETURN collect(DISTINCT far) AS third
}
UNWIND [[1, [start]], [2, second], [3, third]] AS ring
WITH ring[0] AS distance, ring[1] AS ends
UNWIND ends AS end
MATCH (end)<-[:SUBJECT|OBJECT]-(tie:Tie)
WITH tie, min(distance) AS distance
RETURN tie, distance + ' ' + tie.id AS place
