// Entities and technologies by name or alias: the same, its beginning, its words, or a misspelling; the best first, each with why it was found.
CALL db.index.fulltext.queryNodes('names', $words, {limit: 500}) YIELD node AS thing, score
WHERE ($kind IS NULL OR any(kind IN $kind WHERE kind IN labels(thing)))
  AND ($country IS NULL OR any(country IN $country WHERE country IN thing.country))
  AND (thing:Technology OR
$told(thing)
  )
WITH thing, score,
  [name IN [thing.id, thing.name, thing.short] + coalesce(thing.aliases, []) WHERE toLower(name) = toLower($q)] AS same
ORDER BY size(same) > 0 DESC, score DESC, thing.id
LIMIT $page
WITH collect(thing) AS found
UNWIND range(0, size(found) - 1) AS rank
RETURN found[rank] AS thing, right('000' + rank, 4) AS place, {id: found[rank].id} AS row
