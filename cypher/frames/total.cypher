// How many results a question has on all its pages; a group of ties that belong together is one.
OPTIONAL MATCH (before:Dataset) WHERE NOT EXISTS { (commit:Commit) WHERE commit.until > timestamp() }
WITH before.version AS begun
CALL () {
  CALL () {
    /*: question */
    MATCH (tie:Tie)
    RETURN [tie.id] AS sort_key, [tie.id] AS ties LIMIT 5
    /*:*/
  }
  RETURN count(DISTINCT sort_key) AS total
}
// What was read while a load changed it may be a mix, and is of no version.
OPTIONAL MATCH (dataset:Dataset {version: begun}) WHERE NOT EXISTS { (commit:Commit) WHERE commit.until > timestamp() }
RETURN dataset.version AS version, total
