CREATE FULLTEXT INDEX names IF NOT EXISTS FOR (n:Entity|Technology) ON EACH [n.name, n.short, n.aliases]
OPTIONS {indexConfig: {`fulltext.analyzer`: 'standard-folding', `fulltext.eventually_consistent`: false}}
