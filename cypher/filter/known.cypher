// A document told of it by the day.
$it.known < $until
