// Tells readers that no commit is under way any more.
MATCH (commit:Commit)
DELETE commit
