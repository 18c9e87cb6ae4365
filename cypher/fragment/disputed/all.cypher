// All ties that a document disputes, from where the page begins.
MATCH (tie:Disputed)
WHERE tie.id > $after
