CREATE INDEX disputed_subject IF NOT EXISTS FOR (n:Disputed) ON (n.subject)
