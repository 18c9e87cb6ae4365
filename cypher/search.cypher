// Entities and technologies by name or alias: the same, its beginning, its words, or a misspelling; the best first, each with why it was found.
CALL db.index.fulltext.queryNodes('spellings', $words, {limit: 500}) YIELD node AS found, score
WHERE ($kind IS NULL OR any(kind IN $kind WHERE kind IN labels(found)))
  AND ($country IS NULL OR any(country IN $country WHERE country IN found.country))
  /*: reported(found) */ /*:*/
WITH found, score,
  [name IN [found.id] + found.spellings WHERE toLower(name) IN [toLower($q), $folded]] AS same
ORDER BY size(same) > 0 DESC, score DESC, found.id
LIMIT $limit
WITH collect(found) AS ranked
UNWIND range(0, size(ranked) - 1) AS rank
WITH rank, ranked[rank] AS found
RETURN [rank] AS sort_key, found AS record, {
  id: found.id, names: [name IN [found.name, found.short] + coalesce(found.aliases, []) WHERE name IS NOT NULL]
} AS row
