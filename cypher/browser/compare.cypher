// Cooperation of pairs side by side, by technology.
// 1. The sides of each pair: a country's is all who belong to it alone, but for initiatives and events.
UNWIND $pairs AS ids
MATCH (one:Entity {id: ids[0]}), (other:Entity {id: ids[1]})
WITH [one, other] AS pair, [side IN [one, other] | CASE WHEN side:Country THEN side.home END] AS home
// 2. The edge that stands for each tie, and which of its ends are of which side.
MATCH (subject:Entity)<-[:SUBJECT]-(tie:Tie)-[:OBJECT]->(object:Entity), (subject)-[edge]->(object)
WHERE edge.tie = tie.id
  /*: filters_without_technology */ AND NOT edge.disputed /*:*/
WITH *, [i IN [0, 1] | [end IN [subject, object] WHERE end = pair[i] OR end.home = home[i] AND end:!Initiative&!Event]] AS ends
// 3. A tie of cooperation from side to side is of both; one to a thing that is shared, of each side that leads there.
UNWIND CASE WHEN type(edge) IN $cooperation
    AND (subject IN ends[0] AND object IN ends[1] OR subject IN ends[1] AND object IN ends[0]) THEN [0, 1]
  ELSE [i IN [0, 1] WHERE subject IN ends[i] AND EXISTS {
    (object)<-[:OBJECT]-(their:Tie {shared: tie.shared})-[:SUBJECT]->(end) WHERE their <> tie
      AND (end = pair[1 - i] OR end.home = home[1 - i] AND end:!Initiative&!Event) }] END AS side
// 4. Both sides have to meet in one technology: a broad one, or the one asked about and those next below it.
OPTIONAL MATCH (tie)-[in_field:IN_FIELD /*: known(in_field) */ /*:*/]->()-[:BROADER*0..]->(heading:Technology)
WITH *
WHERE true
  /*: unless(technology) */ AND NOT EXISTS { (heading)-[:BROADER]->() } /*:*/
  AND $technology IN [heading.id] + [(heading)-[:BROADER]->(broad) | broad.id]
WITH pair, heading, coalesce(tie.shared, tie.id) AS joins, collect(edge) AS edges, count(DISTINCT side) AS sides
WHERE sides = 2
UNWIND edges AS edge
RETURN DISTINCT startNode(edge) AS subject, edge, endNode(edge) AS object
