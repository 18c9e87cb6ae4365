CREATE INDEX field_tie IF NOT EXISTS FOR ()-[r:IN_FIELD]-() ON (r.technology, r.tie)
