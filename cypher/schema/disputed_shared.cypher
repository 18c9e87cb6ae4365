CREATE INDEX disputed_shared IF NOT EXISTS FOR (n:Disputed) ON (n.shared)
