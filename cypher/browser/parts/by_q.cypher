// The documents whose title and publisher have all of some words, or words that begin so (Lucene's query language).
CALL db.index.fulltext.queryNodes('titles', $words) YIELD node AS document
WHERE true
