"""A dataset into the graph, by difference; or out as CSV for `neo4j-admin`."""
