// Both ends, as rows of entities that shall grow towards each other.
MATCH (source:Entity {id: $source}), (target:Entity {id: $target})
WITH states, fields, [source] AS left, [target] AS right
