// Ties entities to the countries that they belong to, where these are in the graph.
UNWIND $rows AS row
MATCH (entity:Entity {id: row.id})
CALL (entity) { MATCH (entity)-[old:BELONGS_TO]->() DELETE old }
CALL (entity, row) {
  UNWIND row.countries AS code
  MATCH (country:Country {home: code})
  MERGE (entity)-[:BELONGS_TO]->(country)
}
