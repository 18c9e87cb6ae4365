// One of its ends is of one of some kinds.
any(kind IN $kind WHERE kind IN labels(here) + labels(there))
