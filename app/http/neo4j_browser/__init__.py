"""Neo4j Browser made at home: our style, our guide, our questions as favourites, and links to any question."""
