// What the graph holds: the id and revision of every record, and the dataset version.
// Writing a property of the dataset node, unchanged, makes a second load wait for this one to end.
OPTIONAL MATCH (dataset:Dataset)
SET dataset.version = dataset.version
WITH dataset
CALL () { MATCH (n:Technology) RETURN collect([n.id, n.revision]) AS technologies }
CALL () { MATCH (n:Entity) RETURN collect([n.id, n.revision]) AS entities }
CALL () { MATCH (n:Document) RETURN collect([n.id, n.revision]) AS documents }
CALL () { MATCH (n:Tie) RETURN collect([n.id, n.revision]) AS ties }
RETURN dataset.version AS version, dataset.loading AS loading, technologies, entities, documents, ties
