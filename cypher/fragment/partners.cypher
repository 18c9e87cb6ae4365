// The ties that make partners and pass: a tie itself, or those by which others share an initiative or event.
  MATCH (tie:Tie {id: $it})
  WHERE $passes(tie, $states)
  RETURN tie
  UNION
  MATCH (:Entity {id: $it})<-[:OBJECT]-(tie:Tie)
  WHERE tie.relation IN $joining
    AND $passes(tie, $states)
  RETURN tie
