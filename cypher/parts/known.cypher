// A document reported by the day that the tie is in the field.
AND in_field.known <= $as_of
