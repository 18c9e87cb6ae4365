"""A dataset on its way into the graph: its rows wait on disk, beside what the graph holds of them.

What a load has to do follows from these tables, by joins and without holding the dataset in memory:

    found     what the files say         entities  nasa  rev-2  …   with its row as JSON
    held      what the graph has of it   entities  nasa  rev-1  …   so nasa is changed; without a line it is added
    ties      of the graph               nasa--funds--x  rev-1  …   with the revision that it has by now
    claims    on the ties to derive      nasa--funds--x  claim-7  …  `before` the load, `after` it, or `both`
    withheld  documents to come          2024-06-17-icet            of which the graph still has what it had before
    arrivals  of claims in the graph     claim-7   2026-11-29       so that a claim that stays keeps its day

A record that is in `held` and not in `found` is removed. A load goes document by document: while one is withheld, its
claims of before count, and then those of after. So at any moment the ties follow from whole documents.
"""

import sqlite3
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import groupby
from operator import itemgetter
from tempfile import TemporaryDirectory
from typing import Literal, NamedTuple

import orjson

from app.dataset.located import Diagnostic
from app.domain.answer import Part
from app.domain.hashing import mark, version
from app.domain.vocabulary import Kind
from app.graph.mapping import COUNTED, Row

_TABLES = """
PRAGMA journal_mode = OFF;
PRAGMA synchronous = OFF;
DROP TABLE IF EXISTS found;
DROP TABLE IF EXISTS held;
DROP TABLE IF EXISTS ties;
DROP TABLE IF EXISTS claims;
DROP TABLE IF EXISTS withheld;
DROP TABLE IF EXISTS arrivals;
CREATE TABLE found (part, id, revision, stamp, row, PRIMARY KEY (part, id)) WITHOUT ROWID;
CREATE TABLE held (part, id, revision, stamp, PRIMARY KEY (part, id)) WITHOUT ROWID;
CREATE TABLE ties (id PRIMARY KEY, first, revision, marks, claims) WITHOUT ROWID;
CREATE TABLE claims (tie, document, id, position, claim, supports, state, file, line);
CREATE TABLE withheld (document PRIMARY KEY) WITHOUT ROWID;
CREATE TABLE arrivals (id PRIMARY KEY, day) WITHOUT ROWID;
DROP VIEW IF EXISTS current;
CREATE VIEW current AS SELECT * FROM claims
WHERE state IN ('both', CASE WHEN document IN (SELECT document FROM withheld) THEN 'before' ELSE 'after' END);
"""

_PENDING = """
FROM found LEFT JOIN held USING (part, id)
WHERE part = ? AND (held.id IS NULL OR found.revision <> held.revision OR found.stamp <> held.stamp)
"""

_REMOVED = "FROM held LEFT JOIN found USING (part, id) WHERE part = ? AND found.id IS NULL"

State = Literal["before", "after", "both"]


class Stamped(NamedTuple):
    """A record of a part: two records with one revision and stamp have the same row in the graph."""

    id: str
    revision: str
    stamp: str


class Pending(NamedTuple):
    """A record that the graph lacks or holds otherwise: its row, and the revision that the graph holds, if any."""

    id: str
    revision: str
    held: str | None
    row: Row


class StagedClaim(NamedTuple):
    """A claim by its id, its place in its document and as JSON, its tie, and where a file names that tie."""

    tie: str
    document: str
    id: str
    position: int
    claim: bytes
    supports: bool
    file: str = ""
    line: int = 0


class Waiting(NamedTuple):
    """A tie with the claims that count by now: as JSON, as (id, position), with the days (ISO 8601) on which they
    arrived (None for new ones), and whether one supports the tie. `held` is the revision that the graph holds by now,
    None if it holds none, with the sum of the marks of its `held_claims`.
    """

    id: str
    held: str | None
    held_marks: int
    held_claims: int
    claims: list[bytes]
    positions: list[tuple[str, int]]
    arrivals: dict[str, str | None]
    supported: bool

    @property
    def marks(self) -> int:
        """The sum of the marks of the claims."""
        return sum(mark("claims", id, str(position)) for id, position in self.positions)


class Tally:
    """How many records there are of each part, claims included, and the sum of their marks; see `mark`."""

    def __init__(self, marks: int = 0, counts: Mapping[str, int] | None = None) -> None:
        self.marks = marks
        self.counts: Counter[str] = Counter(counts)

    def add(self, part: str, *content: str) -> None:
        """Counts one record. Ties follow from claims, and have no mark."""
        self.marks += mark(part, *content) if part != "ties" else 0
        self.counts[part] += 1

    def remove(self, part: str, *content: str) -> None:
        """The inverse of `add`."""
        self.marks -= mark(part, *content) if part != "ties" else 0
        self.counts[part] -= 1

    def turn(self, tie: Waiting, derived: bool) -> None:
        """Counts the claims of a tie as they are by now in place of those that the graph holds of it."""
        self.marks += (tie.marks if derived else 0) - tie.held_marks
        self.counts["claims"] += (len(tie.claims) if derived else 0) - tie.held_claims
        self.counts["ties"] += derived - (tie.held is not None)

    def row(self) -> Row:
        """The version of the dataset that this is, and its size by part."""
        return {"version": version(self.marks)} | {part: self.counts[part] for part in COUNTED}


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
        if part == "ties":
            ties = ((record.id, record.revision, record.revision) for record in records)
            self._tables.executemany("INSERT OR IGNORE INTO ties VALUES (?, ?, ?, '0', 0)", ties)
        else:
            self._tables.executemany("INSERT INTO held VALUES (?, ?, ?, ?)", ((part, *record) for record in records))

    def hold_claims(self, tie: str, claims: Sequence[StagedClaim]) -> None:
        """All claims of the graph on a tie that it holds."""
        marks = sum(mark("claims", claim.id, str(claim.position)) for claim in claims)
        self._tables.execute("UPDATE ties SET marks = ?, claims = ? WHERE id = ?", (str(marks), len(claims), tie))

    def arrived(self, claims: Iterable[tuple[str, str]]) -> None:
        """Ids of claims of the graph, each with the day (ISO 8601) on which it arrived."""
        self._tables.executemany("INSERT OR IGNORE INTO arrivals VALUES (?, ?)", claims)

    def add_claims(self, claims: Sequence[StagedClaim], state: State = "after") -> None:
        """Claims of documents as they are before this load, after it, or both."""
        if state != "both":
            tally = self.held if state == "before" else self.found
            for claim in claims:
                tally.add("claims", claim.id, str(claim.position))
        self._tables.executemany(f"INSERT INTO claims VALUES (?, ?, ?, ?, ?, ?, '{state}', ?, ?)", claims)

    def close(self) -> None:
        """No more claims come: from now on they can be asked for by tie and by document."""
        self._tables.execute("CREATE INDEX claims_by_tie ON claims (tie, supports)")
        self._tables.execute("CREATE INDEX claims_by_document ON claims (document)")

    # What came of it

    def added(self, part: Part) -> list[str]:
        """Ids that the graph lacked."""
        if part == "ties":
            return self._ids("SELECT id FROM ties WHERE first IS NULL AND revision IS NOT NULL")
        return self._ids(
            "SELECT id FROM found LEFT JOIN held USING (part, id) WHERE part = ? AND held.id IS NULL", part
        )

    def changed(self, part: Part) -> list[str]:
        """Ids that the graph held in another revision."""
        if part == "ties":
            return self._ids("SELECT id FROM ties WHERE first <> revision")
        query = "SELECT id FROM found JOIN held USING (part, id) WHERE part = ? AND found.revision <> held.revision"
        return self._ids(query, part)

    def removed(self, part: Part) -> list[str]:
        """Ids that the files lack."""
        if part == "ties":
            return self._ids("SELECT id FROM ties WHERE first IS NOT NULL AND revision IS NULL")
        return self._ids(f"SELECT id {_REMOVED}", part)

    def gone(self, part: Part, ids: Iterable[str]) -> list[Stamped]:
        """What the graph held of some ids."""
        query = "SELECT id, revision, stamp FROM held WHERE part = ? AND id IN (SELECT value FROM json_each(?))"
        return [Stamped(*row) for row in self._tables.execute(query, (part, _json(ids)))]

    def restamped(self, part: Part) -> list[str]:
        """Ids of which the graph holds a record with another stamp."""
        return self._ids(
            "SELECT id FROM found JOIN held USING (part, id) WHERE part = ? AND found.stamp <> held.stamp", part
        )

    def pending(self, part: Part, ids: Iterable[str] | None = None) -> Iterator[Pending]:
        """The records, all or some, that the graph lacks, or holds with another revision or stamp, by their ids."""
        some = "" if ids is None else "AND id IN (SELECT value FROM json_each(?))"
        query = f"SELECT id, found.revision, held.revision, row {_PENDING} {some} ORDER BY id"
        values = (part,) if ids is None else (part, _json(ids))
        for id, revision, held, row in self._tables.execute(query, values):
            yield Pending(id, revision, held, orjson.loads(row))

    def pending_ids(self, part: Part) -> list[str]:
        """Ids of the `pending` records."""
        return self._ids(f"SELECT id {_PENDING} ORDER BY id", part)

    def rows(self, part: Part, ids: Iterable[str] | None = None) -> Iterator[Row]:
        """The rows of the records that were found, all or some."""
        some = "" if ids is None else "AND id IN (SELECT value FROM json_each(?))"
        values = (part,) if ids is None else (part, _json(ids))
        for (row,) in self._tables.execute(f"SELECT row FROM found WHERE part = ? {some}", values):
            yield orjson.loads(row)

    def of_kind(self, kind: Kind) -> list[str]:
        """Ids of the entities of a kind that were found."""
        return self._ids("SELECT id FROM found WHERE part = 'entities' AND stamp = ?", kind)

    def count(self) -> Counter[str]:
        """How many records and claims were found by part, and how many ties these claims are about."""
        return self.found.counts + Counter(ties=self.ties)

    @property
    def ties(self) -> int:
        """How many ties have claims by now."""
        return self._tables.execute("SELECT count(DISTINCT tie) FROM current").fetchone()[0]

    @property
    def touched(self) -> int:
        """How many ties the documents that are withheld make claims on, before or after."""
        query = "SELECT count(DISTINCT tie) FROM claims WHERE document IN (SELECT document FROM withheld)"
        return self._tables.execute(query).fetchone()[0]

    def lost_ties(self) -> list[str]:
        """Ties of the graph that have no claims."""
        return self._ids("SELECT id FROM ties WHERE first IS NOT NULL AND id NOT IN (SELECT tie FROM claims)")

    def tie_ids(self) -> list[str]:
        """The ties that have claims, in order."""
        return self._ids("SELECT DISTINCT tie FROM claims ORDER BY tie")

    def claims_without_support(self) -> Iterator[tuple[str, Diagnostic]]:
        """Claims on ties that none supports, with their places."""
        query = (
            "SELECT tie, file, line FROM current "
            "WHERE tie IN (SELECT tie FROM current GROUP BY tie HAVING NOT max(supports))"
        )
        return ((tie, Diagnostic(file, line, "")) for tie, file, line in self._tables.execute(query))

    # Document by document

    def withhold(self, documents: Iterable[str]) -> None:
        """Of these documents the graph has what it had before."""
        self._tables.executemany("INSERT INTO withheld VALUES (?)", ((document,) for document in documents))

    def apply(self, documents: Iterable[str]) -> None:
        """These documents are withheld no more."""
        self._tables.executemany("DELETE FROM withheld WHERE document = ?", ((document,) for document in documents))

    def sizes(self) -> list[tuple[str, int]]:
        """The documents that are withheld, each with how many claims it has, before and after."""
        query = """
            SELECT withheld.document, count(tie) FROM withheld LEFT JOIN claims USING (document)
            GROUP BY withheld.document ORDER BY withheld.document
        """
        return self._tables.execute(query).fetchall()

    def ties_of(self, documents: Iterable[str]) -> list[str]:
        """The ties that some documents make claims on, before or after."""
        query = "SELECT DISTINCT tie FROM claims WHERE document IN (SELECT value FROM json_each(?)) ORDER BY tie"
        return self._ids(query, _json(documents))

    def documents_on(self, ties: Iterable[str]) -> set[str]:
        """The documents that make claims on some ties, before or after."""
        query = "SELECT DISTINCT document FROM claims WHERE tie IN (SELECT value FROM json_each(?))"
        return set(self._ids(query, _json(ties)))

    def waiting(self, ties: Iterable[str] | None = None) -> Iterator[Waiting]:
        """The ties to derive, in order of their ids: all that have claims; or those that are named, with or without."""
        if ties is None:
            named = "SELECT DISTINCT tie AS id FROM current"
            values: list[str] = []
        else:
            named, values = "SELECT value AS id FROM json_each(?)", [_json(ties)]
        query = f"""
            SELECT named.id, ties.revision, coalesce(ties.marks, '0'), coalesce(ties.claims, 0),
              current.id, position, claim, supports, arrivals.day
            FROM ({named}) AS named
            LEFT JOIN ties ON ties.id = named.id
            LEFT JOIN current ON current.tie = named.id
            LEFT JOIN arrivals ON arrivals.id = current.id
            ORDER BY named.id
        """
        for (tie, held, marks, number), grouped in groupby(self._tables.execute(query, values), itemgetter(0, 1, 2, 3)):
            claims = [row[4:] for row in grouped if row[4] is not None]
            yield Waiting(
                tie,
                held,
                int(marks),
                number,
                [claim for _, _, claim, _, _ in claims],
                [(id, position) for id, position, *_ in claims],
                {id: day for id, _, _, _, day in claims},
                any(supports for *_, supports, _ in claims),
            )

    def write(self, tie: Waiting, revision: str | None) -> None:
        """The graph holds a tie in this revision from now on, with the claims that count by now; None if no more."""
        marks, claims = (str(tie.marks), len(tie.claims)) if revision else ("0", 0)
        self._tables.execute(
            "INSERT INTO ties VALUES (?, NULL, ?, ?, ?) "
            "ON CONFLICT (id) DO UPDATE SET revision = excluded.revision, marks = excluded.marks, "
            "claims = excluded.claims",
            (tie.id, revision, marks, claims),
        )

    def _ids(self, query: str, *values: str) -> list[str]:
        return [id for (id,) in self._tables.execute(query, values)]


def _json(ids: Iterable[str]) -> str:
    return orjson.dumps(list(ids)).decode()
