// Ties: all, those of one entity, or those in a technology.
CALL (fields) {
$ordered
}
WITH tie ORDER BY tie.id LIMIT $page
RETURN tie.id AS place, [tie.id] AS ties
