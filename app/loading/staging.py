"""A dataset on its way into the graph: its rows wait on disk, beside what the graph holds of them.

What a load has to do follows from four tables, by a join and without holding the dataset in memory:

    found    what the files say         entities  nasa  rev-2  …   with its row as JSON
    held     what the graph has of it   entities  nasa  rev-1  …   so nasa is changed; without a line it is added
    claims   on the ties to derive      nasa--funds--x  claim-7  …  one tie's claims are read together, in its order
    arrivals of claims in the graph     claim-7   2026-11-29       so that a claim that stays keeps its day

A record that is in `held` and not in `found` is removed.
"""

import sqlite3
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby
from operator import itemgetter
from tempfile import TemporaryDirectory
from typing import NamedTuple

import orjson

from app.dataset.located import Diagnostic
from app.domain.answer import Part
from app.domain.hashing import mark
from app.graph.mapping import Row

_TABLES = """
PRAGMA journal_mode = OFF;
PRAGMA synchronous = OFF;
DROP TABLE IF EXISTS found;
DROP TABLE IF EXISTS held;
DROP TABLE IF EXISTS claims;
DROP TABLE IF EXISTS arrivals;
CREATE TABLE found (part, id, revision, stamp, row, PRIMARY KEY (part, id)) WITHOUT ROWID;
CREATE TABLE held (part, id, revision, stamp, PRIMARY KEY (part, id)) WITHOUT ROWID;
CREATE TABLE claims (tie, id, claim, supports, file, line);
CREATE TABLE arrivals (id PRIMARY KEY, day) WITHOUT ROWID;
"""

_PENDING = """
FROM found LEFT JOIN held USING (part, id)
WHERE part = ? AND (held.id IS NULL OR found.revision <> held.revision OR found.stamp <> held.stamp)
"""


class Stamped(NamedTuple):
    """A record of a part: two records with one revision and stamp have the same row in the graph."""

    id: str
    revision: str
    stamp: str


class StagedClaim(NamedTuple):
    """A claim by its id, its place in its document and as JSON, its tie, and where a file names that tie."""

    tie: str
    id: str
    position: int
    claim: bytes
    supports: bool
    file: str
    line: int


class Waiting(NamedTuple):
    """A tie to derive: its claims as JSON with the days (ISO 8601) on which they arrived, None for new ones; and the
    revision that the graph holds, None if it holds none."""

    id: str
    held: str | None
    claims: list[bytes]
    arrivals: dict[str, str | None]


class Tally:
    """How many records there are of each part, claims included, and the sum of their marks; see `mark`."""

    def __init__(self) -> None:
        self.marks = 0
        self.counts = Counter[str]()

    def add(self, part: str, *content: str) -> None:
        """Counts one record. Ties follow from claims, and have no mark."""
        self.marks += mark(part, *content) if part != "ties" else 0
        self.counts[part] += 1


class Staging:
    """Rows found in files, revisions held by the graph, and claims by tie; gone when its block ends."""

    def __init__(self) -> None:
        self._folder = TemporaryDirectory(prefix="entente-")
        # Batches are made ahead in threads, one at a time.
        self._tables = sqlite3.connect(f"{self._folder.name}/staging", isolation_level=None, check_same_thread=False)
        self.clear()

    def __enter__(self) -> "Staging":
        return self

    def __exit__(self, *_: object) -> None:
        self._tables.close()
        self._folder.cleanup()

    def clear(self) -> None:
        """Forgets everything."""
        self._tables.executescript(_TABLES)
        # One transaction that nobody commits: otherwise each row would go to the disk by itself.
        self._tables.execute("BEGIN")
        self.found, self.held = Tally(), Tally()

    def find(self, part: Part, rows: Sequence[tuple[Stamped, bytes]]) -> None:
        """Records of the files, each with its row as JSON."""
        for stamped, _ in rows:
            self.found.add(part, stamped.id, stamped.revision)
        records = ((part, *stamped, row) for stamped, row in rows)
        self._tables.executemany("INSERT OR IGNORE INTO found VALUES (?, ?, ?, ?, ?)", records)

    def hold(self, part: Part, records: Sequence[Stamped]) -> None:
        """Records of the graph."""
        for record in records:
            self.held.add(part, record.id, record.revision)
        self._tables.executemany("INSERT INTO held VALUES (?, ?, ?, ?)", ((part, *record) for record in records))

    def arrived(self, claims: Iterable[tuple[str, str]]) -> None:
        """Ids of claims of the graph, each with the day (ISO 8601) on which it arrived."""
        self._tables.executemany("INSERT OR IGNORE INTO arrivals VALUES (?, ?)", claims)

    def add_claims(self, claims: Sequence[StagedClaim]) -> None:
        """Claims, each of which is or will be in the graph."""
        for claim in claims:
            self.found.add("claims", claim.id, str(claim.position))
        rows = ((one.tie, one.id, one.claim, one.supports, one.file, one.line) for one in claims)
        self._tables.executemany("INSERT INTO claims VALUES (?, ?, ?, ?, ?, ?)", rows)

    def close(self) -> None:
        """No more claims come: from now on they can be asked for by tie."""
        self._tables.execute("CREATE INDEX claims_by_tie ON claims (tie, supports)")

    # What came of it

    def added(self, part: Part) -> list[str]:
        """Ids that the graph lacks."""
        return self._ids(
            "SELECT id FROM found LEFT JOIN held USING (part, id) WHERE part = ? AND held.id IS NULL", part
        )

    def changed(self, part: Part) -> list[str]:
        """Ids that the graph holds in another revision."""
        query = "SELECT id FROM found JOIN held USING (part, id) WHERE part = ? AND found.revision <> held.revision"
        return self._ids(query, part)

    def removed(self, part: Part) -> list[str]:
        """Ids that the files lack."""
        if part == "ties":
            return self._ids("SELECT id FROM held WHERE part = ? AND id NOT IN (SELECT tie FROM claims)", part)
        return self._ids(
            "SELECT id FROM held LEFT JOIN found USING (part, id) WHERE part = ? AND found.id IS NULL", part
        )

    def restamped(self, part: Part) -> bool:
        """Whether the graph holds a record with another stamp."""
        query = "SELECT 1 FROM found JOIN held USING (part, id) WHERE part = ? AND found.stamp <> held.stamp LIMIT 1"
        return bool(self._ids(query, part))

    def rows(self, part: Part) -> Iterator[Row]:
        """The rows that the graph lacks, or holds with another revision or stamp."""
        return (orjson.loads(row) for (row,) in self._tables.execute(f"SELECT row {_PENDING}", (part,)))

    def all_rows(self, part: Part) -> Iterator[Row]:
        """The rows of all records that were found."""
        return (orjson.loads(row) for (row,) in self._tables.execute("SELECT row FROM found WHERE part = ?", (part,)))

    def pending(self, part: Part) -> int:
        """How many `rows` there are."""
        return self._tables.execute(f"SELECT count(*) {_PENDING}", (part,)).fetchone()[0]

    def count(self) -> Counter[str]:
        """How many records and claims were found by part, and how many ties these claims are about."""
        return self.found.counts + Counter(ties=self.ties)

    @property
    def ties(self) -> int:
        """How many ties have claims."""
        return self._tables.execute("SELECT count(DISTINCT tie) FROM claims").fetchone()[0]

    def tie_ids(self) -> list[str]:
        """The ties that have claims, in order."""
        return self._ids("SELECT DISTINCT tie FROM claims ORDER BY tie")

    def claims_without_support(self) -> Iterator[tuple[str, Diagnostic]]:
        """Claims on ties that none supports, with their places."""
        query = (
            "SELECT tie, file, line FROM claims "
            "WHERE tie IN (SELECT tie FROM claims GROUP BY tie HAVING NOT max(supports))"
        )
        return ((tie, Diagnostic(file, line, "")) for tie, file, line in self._tables.execute(query))

    def waiting(self) -> Iterator[Waiting]:
        """The ties to derive, in order of their ids."""
        query = """
            SELECT tie, held.revision, claims.id, claim, arrivals.day FROM claims
            LEFT JOIN held ON held.part = 'ties' AND held.id = claims.tie
            LEFT JOIN arrivals ON arrivals.id = claims.id ORDER BY tie
        """
        for (tie, held), grouped in groupby(self._tables.execute(query), itemgetter(0, 1)):
            rows = list(grouped)
            yield Waiting(tie, held, [row[3] for row in rows], {row[2]: row[4] for row in rows})

    def _ids(self, query: str, *values: str) -> list[str]:
        return [id for (id,) in self._tables.execute(query, values)]
