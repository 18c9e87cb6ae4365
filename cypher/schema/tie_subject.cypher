CREATE INDEX tie_subject IF NOT EXISTS FOR (n:Tie) ON (n.subject, n.id)
