// The ways between two entities, the shortest first, each hop with its ties and each way with its weakest status.
CALL (states, fields) {
$ways
}
RETURN way LIMIT $page
