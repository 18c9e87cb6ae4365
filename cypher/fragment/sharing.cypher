// The ties that pass by which others share an initiative or event.
  MATCH (:Entity {id: $it})<-[:OBJECT]-(tie:Tie)
  WHERE tie.relation IN $joining
    AND $passes(tie, $states)
