// A document disputes it.
$it.disputed
