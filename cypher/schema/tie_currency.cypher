CREATE INDEX tie_currency IF NOT EXISTS FOR (n:Tie) ON (n.currency)
