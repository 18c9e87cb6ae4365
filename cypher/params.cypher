// Sample parameters: paste these lines into Neo4j Browser, and every other file of this folder runs as it stands.
// What is asked for. An id names one record; null is any.
:param technology => 'space';
:param entity => 'isro';
:param tie => 'isro--co-develops--nisar';
:param document => '2025-09-30-nisar-first-images';
:param source => 'nasa';
:param target => 'isro';
:param pairs => [['india', 'united-states'], ['india', 'russia']];
:param funder => null;
:param recipient => null;
:param q => 'nasa';
:param words => 'nasa*';
:param folded => 'nasa';
// The filters, as the service gives them: `disputed` is false for ties that nobody disputes, true for the others.
:param statuses => ['expected', 'planned', 'announced', 'active', 'completed', 'ended'];
:param disputed => [false];
:param relation => null;
:param kind => null;
:param type => null;
:param country => null;
:param currency => null;
:param stance => null;
:param claim_statuses => null;
:param reliability => null;
:param claim_reliability => null;
:param sources => null;
:param reported_since => null;
:param overdue => null;
:param persons => false;
:param domestic => false;
:param day => '2026-12-01';
:param from => null;
:param to => null;
:param since => '2024-12-31';
:param as_of => '9999-12-31';
// How far to look.
:param depth => 1;
:param max_hops => 2;
// The relations that a question is about: of cooperation, and of prices, which fund nothing.
:param cooperation => ['FUNDS', 'CO_DEVELOPS', 'PARTNERS_WITH', 'TRADES_WITH', 'PARTICIPATES_IN', 'LEADS', 'HOSTS', 'SUPPLIES', 'SUPPORTS', 'SIGNED', 'MEMBER_OF', 'ISSUED'];
:param amount_kinds => ['grant', 'investment', 'budget', '-'];
// A page: at most so many results after the sort key of the last one, in the order of the question.
:param limit => 25;
:param after => [];
:param after_id => '';
:param after_day => '';
:param before_day => '9999-12-31';
:param after_distance => 0;
:param count_excluded => true;
// For lookup/, load/ and snapshot/: records to read, and rows to write.
:param id => 'nasa';
:param ids => ['nasa'];
:param part => 'entities';
:param skip => 0;
:param entities => ['nasa', 'isro'];
:param technologies => ['quantum'];
:param documents => ['2025-09-30-nisar-first-images'];
:param ties => ['isro--co-develops--nisar'];
:param rows => [];
:param files => [];
:param kinds => [];
:param properties => {id: 'sample'};
:param milliseconds => 0;
:param asked => '';
:param ways => [['nasa', 'nisar', 'isro']];
:param dataset => 'sha256:';
