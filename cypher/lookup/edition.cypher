// Which edition of Neo4j this is: Community has no roles, so that whoever logs in may change the graph.
CALL dbms.components() YIELD name, edition
WHERE name = 'Neo4j Kernel'
RETURN edition
