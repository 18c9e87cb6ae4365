CREATE INDEX tie_told IF NOT EXISTS FOR (n:Tie) ON (n.told)
