// The ties of an entity, or in a technology, that a document disputes, from where the page begins.
$doubted
WITH DISTINCT tie
WHERE tie.id > $after
