// One entity: its names and what is known of it, with its ties counted by relation, direction and status.
MATCH (entity:Entity)
WHERE entity.id = $entity
  /*: reported(entity) */ /*:*/
CALL (entity) {
  MATCH (entity)-[edge:!BELONGS_TO]-(:Entity)
  WITH type(edge) AS relation, CASE WHEN startNode(edge) = entity THEN 'subject' ELSE 'object' END AS direction,
    edge, last([i IN range(0, size(edge.history_days) - 1) WHERE edge.history_days[i] <= $as_of]) AS now
  WHERE now IS NOT NULL
  WITH relation, direction, edge.history_statuses[now] AS status, edge.history_disputed[now] AS disputed,
    collect(edge.tie) AS ids
  CALL (ids, disputed) {
    WITH ids WHERE disputed
    UNWIND ids AS id
    MATCH (:Tie {id: id})<-[:ON]-(claim:Claim)-[:CITES]->(document:Document)
    WHERE claim.known <= $as_of AND claim.about IS NULL
    WITH DISTINCT claim.stance AS stance, document.id AS document ORDER BY document
    RETURN collect(CASE WHEN stance = 'supports' THEN document END) AS claimed_by,
      collect(CASE WHEN stance = 'disputes' THEN document END) AS denied_by
  }
  WITH relation, direction, status, disputed, size(ids) AS ties, claimed_by, denied_by
  ORDER BY relation, direction, status, disputed
  RETURN collect({relation: relation, direction: direction, status: status, disputed: disputed, ties: ties,
    claimed_by: claimed_by, denied_by: denied_by}) AS ties
}
RETURN [entity.id] AS sort_key, entity AS record, {
  id: entity.id,
  ties: ties,
  succeeds: COLLECT {
    MATCH way = (entity)-[steps:SUCCEEDS*1..6]->(earlier:Entity)
    WHERE all(step IN steps WHERE NOT step.disputed AND step.history_days[0] <= $as_of)
    RETURN earlier.id ORDER BY length(way), earlier.id
  },
  succeeded_by: COLLECT {
    MATCH way = (entity)<-[steps:SUCCEEDS*1..6]-(later:Entity)
    WHERE all(step IN steps WHERE NOT step.disputed AND step.history_days[0] <= $as_of)
    RETURN later.id ORDER BY length(way), later.id
  }
  /*: with_ties */ /*:*/
} AS row
