// Writing a property of the dataset node, unchanged, makes another load wait for this one to end.
MATCH (dataset:Dataset)
SET dataset.version = dataset.version
