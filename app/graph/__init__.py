"""The only door to Neo4j: the client, the statements of `cypher/`, and which property is on which node."""
