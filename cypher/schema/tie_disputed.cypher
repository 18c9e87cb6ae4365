CREATE INDEX tie_disputed IF NOT EXISTS FOR (n:Tie) ON (n.disputed)
