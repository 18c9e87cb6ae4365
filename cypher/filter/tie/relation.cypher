// It is of one of some types.
$it.relation IN $relation
