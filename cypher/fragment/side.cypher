// A party with, if it is a country, all who belong to it alone, each as `member`.
  RETURN $it AS member
  UNION
  WITH $it WHERE $it:Country
  MATCH (member:Entity {home: $it.home})
  WHERE NOT member:Initiative AND NOT member:Event
  RETURN member
