// How many ties that would make partners in a technology are left out: disputed, of persons, of one country or of a whole and its part.
CALL () {
  MATCH (:Technology {id: $technology})<-[:BROADER*0..]-(narrower)
  RETURN collect(DISTINCT narrower.id) AS fields
}
CALL (fields) {
  CALL (fields) {
    UNWIND fields AS field
    MATCH (tie)-[in_field:IN_FIELD]->()
    WHERE in_field.technology = field AND in_field.disputed = true AND in_field.partners IS NOT NULL
      /*: known(in_field) */ /*:*/
    RETURN tie
    UNION
    MATCH (tie:Disputed)
    WHERE tie.shared IS NOT NULL
    WITH tie.shared AS shared, collect(tie) AS ties, fields
    WHERE any(field IN fields WHERE EXISTS {
      MATCH ()-[in_field:IN_FIELD]->()
      WHERE in_field.technology = field AND in_field.partners = shared
        /*: known(in_field) */ /*:*/
    })
    UNWIND ties AS tie
    RETURN tie
  }
  WITH DISTINCT tie
  WHERE tie.id IS NOT NULL
    /*: filters(tie, only) */ AND tie.disputed /*:*/
  RETURN count(tie) AS disputed
}
CALL (fields) {
  UNWIND fields AS field
  MATCH ()-[in_field:IN_FIELD]->()
  WHERE in_field.technology = field AND in_field.partners > ''
    /*: known(in_field) */ /*:*/
  WITH DISTINCT fields, in_field.partners AS joins
  CALL (joins, fields) {
    /*: parties */
    MATCH (one:Entity)<-[:SUBJECT]-(tie:Tie {id: joins})-[:OBJECT]->(other:Entity)
    WITH joins, tie.id AS id, one, other WHERE one <> other
    /*:*/
    RETURN id, one:Person OR other:Person AND id = joins AS of_person, CASE WHEN true
        /*: apart */ AND NOT one:Person AND NOT other:Person AND coalesce(one.home <> other.home, true) /*:*/
      THEN 1 ELSE 0 END AS partners
  }
  WITH id, of_person, max(partners) AS partners
  WHERE partners = 0
  RETURN count(CASE WHEN of_person THEN 1 END) AS persons, count(CASE WHEN NOT of_person THEN 1 END) AS domestic
}
RETURN {disputed: disputed, persons: persons, domestic: domestic} AS excluded
