CREATE INDEX field_told IF NOT EXISTS FOR ()-[r:IN_FIELD]-() ON (r.technology, r.told)
