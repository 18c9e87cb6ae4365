// The ends that a tie closes, which an index finds by both: from one to the other, all ties of the smaller would be read.
WITH states, fields, left, right, last(left).id AS here, head(right).id AS there
WHERE EXISTS { MATCH (tie:Tie) WHERE tie.subject = here AND tie.object = there AND $passes(tie, states) }
  OR EXISTS { MATCH (tie:Tie) WHERE tie.subject = there AND tie.object = here AND $passes(tie, states) }
RETURN left + right AS way
