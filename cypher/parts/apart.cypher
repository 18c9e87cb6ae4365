// Two that can be partners: unless asked for no persons, none of one country, no whole and its part, no bloc and its member.
AND CASE WHEN $persons THEN true ELSE NOT one:Person AND NOT other:Person END
AND CASE WHEN $domestic THEN true ELSE coalesce(one.home <> other.home, true)
  AND NOT EXISTS { (one)-[:PART_OF|MEMBER_OF|AGENCY_OF|REPRESENTS]-(other) } END
