// Constraints and indexes: one for each way in which a statement looks something up, or reads it in order.
CREATE CONSTRAINT claim_id IF NOT EXISTS FOR (n:Claim) REQUIRE n.id IS UNIQUE;
CREATE INDEX claim_known IF NOT EXISTS FOR (n:Claim) ON (n.known);
CREATE INDEX country_home IF NOT EXISTS FOR (n:Country) ON (n.home);
CREATE INDEX disputed_id IF NOT EXISTS FOR (n:Disputed) ON (n.id);
CREATE INDEX disputed_object IF NOT EXISTS FOR (n:Disputed) ON (n.object);
CREATE INDEX disputed_shared IF NOT EXISTS FOR (n:Disputed) ON (n.shared);
CREATE INDEX disputed_subject IF NOT EXISTS FOR (n:Disputed) ON (n.subject);
CREATE INDEX document_file IF NOT EXISTS FOR (n:Document) ON (n.file);
CREATE CONSTRAINT document_id IF NOT EXISTS FOR (n:Document) REQUIRE n.id IS UNIQUE;
CREATE INDEX entity_home IF NOT EXISTS FOR (n:Entity) ON (n.home);
CREATE CONSTRAINT entity_id IF NOT EXISTS FOR (n:Entity) REQUIRE n.id IS UNIQUE;
CREATE INDEX entity_ror IF NOT EXISTS FOR (n:Entity) ON (n.ror);
CREATE INDEX entity_wikidata IF NOT EXISTS FOR (n:Entity) ON (n.wikidata);
CREATE INDEX field_disputed IF NOT EXISTS FOR ()-[r:IN_FIELD]-() ON (r.technology, r.disputed);
CREATE INDEX field_partners IF NOT EXISTS FOR ()-[r:IN_FIELD]-() ON (r.technology, r.partners);
CREATE INDEX field_tie IF NOT EXISTS FOR ()-[r:IN_FIELD]-() ON (r.technology, r.tie);
CREATE INDEX field_last_reported IF NOT EXISTS FOR ()-[r:IN_FIELD]-() ON (r.technology, r.last_reported);
CREATE CONSTRAINT lock_id IF NOT EXISTS FOR (n:Lock) REQUIRE n.id IS UNIQUE;
CREATE INDEX snapshot_asked IF NOT EXISTS FOR (n:Snapshot) ON (n.asked);
CREATE CONSTRAINT snapshot_id IF NOT EXISTS FOR (n:Snapshot) REQUIRE n.id IS UNIQUE;
CREATE FULLTEXT INDEX spellings IF NOT EXISTS FOR (n:Entity|Technology) ON EACH [n.spellings]
OPTIONS {indexConfig: {`fulltext.analyzer`: 'standard-folding', `fulltext.eventually_consistent`: false}};
CREATE CONSTRAINT technology_id IF NOT EXISTS FOR (n:Technology) REQUIRE n.id IS UNIQUE;
CREATE FULLTEXT INDEX titles IF NOT EXISTS FOR (n:Document) ON EACH [n.title, n.publisher]
OPTIONS {indexConfig: {`fulltext.analyzer`: 'standard-folding', `fulltext.eventually_consistent`: false}};
CREATE INDEX tie_arrived IF NOT EXISTS FOR (n:Tie) ON (n.last_arrived, n.id);
CREATE INDEX tie_currency IF NOT EXISTS FOR (n:Tie) ON (n.currency);
CREATE INDEX tie_ends IF NOT EXISTS FOR (n:Tie) ON (n.subject, n.object);
CREATE INDEX tie_first_due IF NOT EXISTS FOR (n:Tie) ON (n.first_due);
CREATE CONSTRAINT tie_id IF NOT EXISTS FOR (n:Tie) REQUIRE n.id IS UNIQUE;
CREATE INDEX tie_object IF NOT EXISTS FOR (n:Tie) ON (n.object, n.id);
CREATE INDEX tie_subject IF NOT EXISTS FOR (n:Tie) ON (n.subject, n.id);
CREATE INDEX tie_last_reported IF NOT EXISTS FOR (n:Tie) ON (n.last_reported);
