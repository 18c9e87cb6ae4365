"""What the service is about: vocabulary, records, ties, dates and answers; knows no file, no Neo4j and no HTTP."""
