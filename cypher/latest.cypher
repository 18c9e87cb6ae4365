// Ties, those that a document told of last first.
$newest
WITH id, day
WHERE day < $day OR id > substring($after, 11)
WITH id, day ORDER BY day DESC, id LIMIT $page
RETURN day + ' ' + id AS place, [id] AS ties
