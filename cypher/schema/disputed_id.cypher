CREATE INDEX disputed_id IF NOT EXISTS FOR (n:Disputed) ON (n.id)
