// Lets one transaction after another go on from here: each holds the lock of the dataset's node until it ends.
MATCH (dataset:Dataset)
SET dataset.version = dataset.version
