CREATE INDEX field_partners IF NOT EXISTS FOR ()-[r:IN_FIELD]-() ON (r.technology, r.partners)
