// Ties: all, those of one entity, or those in a technology.
CALL () {
$among
}
RETURN tie, tie.id AS place
