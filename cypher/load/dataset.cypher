// Says which dataset the graph holds; `loading` names the one that a load is on its way to.
MERGE (dataset:Dataset)
SET dataset = $properties
