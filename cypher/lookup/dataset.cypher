// Which dataset the graph holds, and how much is in it.
OPTIONAL MATCH (dataset:Dataset)
RETURN dataset {
  .version, .loading, .loaded, .technologies, .entities, .documents, .ties, .claims
} AS dataset
