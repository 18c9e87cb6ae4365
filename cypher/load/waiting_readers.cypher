// Counts readers whose answer a commit has spoilt, and who are reading again: the next commit waits for them.
SHOW TRANSACTIONS YIELD metaData
WHERE metaData.goes_first
RETURN count(*) AS readers
