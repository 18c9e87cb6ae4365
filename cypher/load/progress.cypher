// Says which dataset the graph holds by now, while a load is under way.
MATCH (dataset:Dataset)
SET dataset += $properties
