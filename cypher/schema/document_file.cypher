CREATE INDEX document_file IF NOT EXISTS FOR (n:Document) ON (n.file)
