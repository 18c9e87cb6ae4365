// The technology that most ties name, if there is any.
MATCH (technology:Technology)
WITH technology.id AS id, COUNT { (technology)<-[:IN_FIELD]-() } AS ties
WHERE ties > 0
WITH id ORDER BY ties DESC, id LIMIT 1
RETURN head(collect(id)) AS technology
