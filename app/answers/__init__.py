"""From a question to its answer: one exchange with the graph, a cache of records, warm-up and snapshots."""
