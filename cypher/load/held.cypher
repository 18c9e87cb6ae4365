// What the graph says that it holds, and how much is really there.
// Writing a property of the dataset node, unchanged, makes a second load wait for this one to end.
OPTIONAL MATCH (dataset:Dataset)
SET dataset.version = dataset.version
WITH dataset
CALL () { MATCH (n:Technology) RETURN count(n) AS technologies }
CALL () { MATCH (n:Entity) RETURN count(n) AS entities }
CALL () { MATCH (n:Document) RETURN count(n) AS documents }
CALL () { MATCH (n:Tie) RETURN count(n) AS ties }
CALL () { MATCH (n:Claim) RETURN count(n) AS claims }
RETURN dataset {.*} AS properties, {
  technologies: technologies, entities: entities, documents: documents, ties: ties, claims: claims
} AS counts
