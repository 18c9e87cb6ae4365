"""A dataset's files as checked records: parsing, checking, and what a reviewer asks of them; knows no Neo4j."""
