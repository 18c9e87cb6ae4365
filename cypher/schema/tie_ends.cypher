CREATE INDEX tie_ends IF NOT EXISTS FOR (n:Tie) ON (n.subject, n.object)
