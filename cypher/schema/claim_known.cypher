CREATE INDEX claim_known IF NOT EXISTS FOR (n:Claim) ON (n.known)
