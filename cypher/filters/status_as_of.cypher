// Its status as of a day, and whether a document disputed it by then; what no document had reported by then does not pass.
AND any(i IN [i IN range(0, size(tie.history_days) - 1) WHERE tie.history_days[i] <= $as_of][-1..]
  WHERE tie.history_statuses[i] IN $statuses AND tie.history_disputed[i] IN $disputed)
