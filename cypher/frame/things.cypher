// Gives a page, in order, of the entities, technologies or documents that a query selects.
// A selection returns `thing`, `place` (text that orders the answer) and `row` (what the query says of it, or null).
CALL () {
$selection
}
WITH place, thing, row
WHERE place > $after
ORDER BY place LIMIT $page
WITH collect([place, labels(thing), thing.id, row]) AS rows
OPTIONAL MATCH (dataset:Dataset)
RETURN dataset.version AS version, rows
