// It is of one of some types.
type($it) IN $relation
