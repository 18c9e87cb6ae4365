// Says which dataset the graph holds; `loading` names the one that a load in steps has not finished yet.
MERGE (dataset:Dataset)
SET dataset = $properties
