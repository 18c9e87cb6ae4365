// Counts what a default leaves out of an answer, unless that is known from an earlier page of it.
CALL () {
  WITH 1 AS one WHERE $count_excluded
  CALL (one) {
    /*: excluded */
    MATCH (tie:Disputed)
    RETURN {disputed: count(tie)} AS excluded
    /*:*/
  }
  RETURN head(collect(excluded)) AS excluded
}
WITH begun, rows, excluded
