// All partners in a technology: who is tied directly, and who are party to one initiative, event or bloc.
// 1. The technology with all that are narrower, and the ties in them that make partners.
MATCH (:Technology {id: $technology})<-[:BROADER*0..]-(field:Technology)<-[in_field:IN_FIELD]-(found:Tie)
WHERE in_field.partners IS NOT NULL
  AND in_field.known <= $as_of
WITH collect(DISTINCT field.id) AS fields, collect(DISTINCT found) AS ties
// 2. With each, the ties that lead to the same initiative, event or bloc, if they name one of these fields or none.
UNWIND ties AS found
MATCH (found)-[:OBJECT*0..2]-(tie:Tie)
WHERE coalesce(tie.shared, tie.id) = coalesce(found.shared, found.id)
WITH DISTINCT fields, tie, [(tie)-[named:IN_FIELD /*: known(named) */ /*:*/]->() | named.technology] AS names
WHERE names = [] OR any(name IN names WHERE name IN fields)
// 3. The edge that stands for each tie, and says how sure it is.
MATCH (subject:Entity)<-[:SUBJECT]-(tie)-[:OBJECT]->(object:Entity), (subject)-[edge]->(object)
WHERE edge.tie = tie.id
  /*: filters_without_technology */ AND NOT edge.disputed /*:*/
// 4. Who meets there: the two ends of a tie, or the subjects of all ties to one thing.
UNWIND CASE WHEN tie.shared IS NULL THEN [subject, object] ELSE [subject] END AS party
WITH coalesce(tie.shared, tie.id) AS joins, collect([edge, party]) AS parties
UNWIND parties AS mine
UNWIND parties AS theirs
WITH joins, mine[0] AS edge, mine[1] AS one, theirs[1] AS other
WHERE one <> other
  /*: unless(persons) */ AND NOT one:Person AND NOT other:Person /*:*/
  /*: unless(domestic) */
  AND coalesce(one.home <> other.home, true) AND NOT EXISTS { (one)-[:PART_OF|MEMBER_OF|AGENCY_OF|REPRESENTS]-(other) }
  /*:*/
  AND joins > $after_id
WITH joins, collect(DISTINCT edge) AS edges ORDER BY joins LIMIT $limit
UNWIND edges AS edge
RETURN DISTINCT startNode(edge) AS subject, edge, endNode(edge) AS object
