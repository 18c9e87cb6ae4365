// Ties: all, those of one entity, or those in a technology.
CALL (fields) {
$ordered
}
WITH id ORDER BY id LIMIT $page
RETURN id AS place, [id] AS ties
