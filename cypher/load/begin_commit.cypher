// Tells readers that a commit is under way, for some milliseconds at most, should whoever commits die: what they read may be half of before and half of after.
MERGE (commit:Commit)
SET commit.until = timestamp() + $milliseconds
