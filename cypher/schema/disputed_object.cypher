CREATE INDEX disputed_object IF NOT EXISTS FOR (n:Disputed) ON (n.object)
