"""Items of Wikidata as it gives them as JSON: what they are called, and of their statements those with a source."""
