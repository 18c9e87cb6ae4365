// Its status, and whether a document disputes it.
CASE WHEN $it.disputed THEN $it.status + ',disputed' ELSE $it.status END IN $states
