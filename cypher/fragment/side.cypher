// A `party` with, if it is a country, all who belong to it alone, each as `member`.
  RETURN party AS member
  UNION
  WITH party WHERE party:Country
  MATCH (member:Entity {home: party.home})
  WHERE NOT member:Initiative AND NOT member:Event
  RETURN member
