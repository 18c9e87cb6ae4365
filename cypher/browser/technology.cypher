// One technology; the fields around it are at the other ends of its BROADER and RELATED edges.
MATCH (technology:Technology {id: $technology})
RETURN technology
