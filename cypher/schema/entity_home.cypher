CREATE INDEX entity_home IF NOT EXISTS FOR (n:Entity) ON (n.home)
