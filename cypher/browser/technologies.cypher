// Technologies: the tree of fields.
MATCH (technology:Technology)
WHERE true
  AND technology.id > $after_id
RETURN technology ORDER BY technology.id LIMIT $limit
