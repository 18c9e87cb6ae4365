"""From a question to its answer: one exchange with the graph, a cache of records, views, warm-up and snapshots."""
