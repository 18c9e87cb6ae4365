// Which dataset the graph holds, how much is in it, and how far a load of another one is.
OPTIONAL MATCH (dataset:Dataset)
RETURN dataset {
  .version, .loaded, .technologies, .entities, .documents, .ties, .claims,
  loading: CASE WHEN dataset.loading IS NOT NULL
    THEN {version: dataset.loading, done: dataset.loading_done, total: dataset.loading_total}
  END
} AS dataset
