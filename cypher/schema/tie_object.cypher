CREATE INDEX tie_object IF NOT EXISTS FOR (n:Tie) ON (n.object, n.id)
