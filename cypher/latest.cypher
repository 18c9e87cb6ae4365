// Ties, those that a document told of last first.
$newest
WITH tie, day
WHERE day < $day OR tie.id > substring($after, 11)
WITH tie, day ORDER BY day DESC, tie.id LIMIT $page
RETURN day + ' ' + tie.id AS place, [tie.id] AS ties
