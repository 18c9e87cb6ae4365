// Which dataset the graph holds, and how much is in it.
OPTIONAL MATCH (dataset:Dataset)
RETURN dataset {.*} AS dataset
