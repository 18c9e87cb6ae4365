CREATE INDEX field_disputed IF NOT EXISTS FOR ()-[r:IN_FIELD]-() ON (r.technology, r.disputed)
