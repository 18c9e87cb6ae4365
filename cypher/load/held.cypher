// What the graph says that it holds, and how much is really there.
OPTIONAL MATCH (dataset:Dataset)
CALL () { MATCH (n:Technology) RETURN count(n) AS technologies }
CALL () { MATCH (n:Entity) RETURN count(n) AS entities }
CALL () { MATCH (n:Document) RETURN count(n) AS documents }
CALL () { MATCH (n:Tie) RETURN count(n) AS ties }
CALL () { MATCH (n:Claim) RETURN count(n) AS claims }
RETURN dataset {.*} AS properties, {
  technologies: technologies, entities: entities, documents: documents, ties: ties, claims: claims
} AS counts
