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
  CALL (fields) {
    // The two ends of a tie.
    UNWIND fields AS field
    MATCH (tie)-[in_field:IN_FIELD]->()
    WHERE in_field.technology = field AND in_field.partners > '' AND in_field.partners = in_field.tie
      /*: known(in_field) */ /*:*/
    WITH DISTINCT tie
    MATCH (one:Entity)<-[:SUBJECT]-(tie)-[:OBJECT]->(other:Entity)
    WHERE one <> other
      /*: filters_without_technology(tie) */ AND NOT tie.disputed /*:*/
      AND NOT (true /*: apart */ AND NOT one:Person AND NOT other:Person AND coalesce(one.home <> other.home, true) /*:*/)
    RETURN tie.id AS id, one:Person OR other:Person AS of_person
    UNION
    // All who are party to one thing.
    UNWIND fields AS field
    MATCH ()-[in_field:IN_FIELD]->()
    WHERE in_field.technology = field AND in_field.partners > '' AND in_field.partners <> in_field.tie
      /*: known(in_field) */ /*:*/
    WITH DISTINCT fields, in_field.partners AS joins
    CALL (joins, fields) {
      /*: parties */
      MATCH (:Entity {id: joins})<-[:OBJECT]-(tie:Tie)-[:SUBJECT]->(party:Entity)
      WITH joins, collect([tie.id, party]) AS parties
      /*:*/
      UNWIND parties AS mine
      WITH mine[0] AS id, mine[1] AS one, [theirs IN parties WHERE theirs[1] <> mine[1] | theirs[1]] AS others
      WHERE size(others) > 0 AND none(other IN others WHERE true
        /*: apart */ AND NOT one:Person AND NOT other:Person AND coalesce(one.home <> other.home, true) /*:*/
      )
      RETURN id, one:Person AS of_person
    }
    RETURN id, of_person
  }
  RETURN count(CASE WHEN of_person THEN 1 END) AS persons, count(CASE WHEN NOT of_person THEN 1 END) AS domestic
}
RETURN {disputed: disputed, persons: persons, domestic: domestic} AS excluded
