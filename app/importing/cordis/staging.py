"""The rows of CORDIS's tables on disk, to be put together by project: no more than one project is in memory."""

import sqlite3
from collections.abc import Iterator, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import NamedTuple

_TABLES = """
CREATE TABLE projects (number INTEGER PRIMARY KEY, acronym, title, status, start, end, euros, published, note, about);
CREATE TABLE organisations (number PRIMARY KEY, name, short, kind, country, website, id) WITHOUT ROWID;
CREATE TABLE parts (
  project, organisation, leads, role, euros, ended, PRIMARY KEY (project, organisation)
) WITHOUT ROWID;
CREATE TABLE fields (project, path, PRIMARY KEY (project, path)) WITHOUT ROWID;
CREATE TABLE taken (sort, text, PRIMARY KEY (sort, text)) WITHOUT ROWID;
BEGIN;
"""
# One transaction that nobody commits: otherwise each row would go to the disk by itself.


class Project(NamedTuple):
    """A project by its number, with the days of EDTF that its row gives; `euros` is what the Union puts up."""

    number: int
    acronym: str
    title: str
    status: str
    start: str | None
    end: str | None
    euros: int | None
    published: str
    note: str | None
    about: str | None


class Organisation(NamedTuple):
    """An organisation by its number; `id` is that of its entity, once it has one."""

    number: str
    name: str
    short: str | None
    kind: str
    country: str | None
    website: str | None
    id: str | None = None


class Part(NamedTuple):
    """The part that an organisation has in a project."""

    project: int
    organisation: str
    leads: bool
    role: str
    euros: int | None
    ended: bool


class Participant(NamedTuple):
    """A part with the organisation's entity and name."""

    id: str
    kind: str
    name: str
    leads: bool
    role: str
    euros: int | None
    ended: bool


class Staging:
    """The rows that an import has read; gone when its block ends."""

    def __init__(self) -> None:
        self._folder = TemporaryDirectory(prefix="entente-")
        self._tables = sqlite3.connect(Path(self._folder.name) / "staging", isolation_level=None)
        self._tables.executescript(_TABLES)

    def __enter__(self) -> "Staging":
        return self

    def __exit__(self, *_: object) -> None:
        self._tables.close()
        self._folder.cleanup()

    # In

    def add_project(self, project: Project) -> bool:
        """Adds a project; says whether its number was free."""
        return self._insert("projects", project)

    def add_part(self, organisation: Organisation, part: Part) -> None:
        """Adds a part and its organisation, of which the first row counts; who leads does not also take part."""
        self._insert("organisations", organisation)
        if not self._insert("parts", part) and part.leads:
            self._tables.execute("REPLACE INTO parts VALUES (?, ?, ?, ?, ?, ?)", part)

    def add_field(self, project: int, path: str) -> None:
        """Adds a field of a project, as a path from the broadest: `natural sciences/physical sciences/optics`."""
        self._insert("fields", (project, path))

    def take_name(self, name: str) -> bool:
        """Whether a name was free, which it is no more."""
        return self._insert("taken", ("name", name.casefold()))

    def take_id(self, id: str) -> bool:
        """Whether an id was free, which it is no more."""
        return self._insert("taken", ("id", id))

    def identify(self, organisation: str, id: str, kind: str | None = None, name: str | None = None) -> None:
        """Says which entity an organisation is."""
        query = "UPDATE organisations SET id = ?, kind = coalesce(?, kind), name = coalesce(?, name) WHERE number = ?"
        self._tables.execute(query, (id, kind, name, organisation))

    def _insert(self, table: str, row: Sequence[object]) -> bool:
        marks = ", ".join("?" * len(row))
        return self._tables.execute(f"INSERT OR IGNORE INTO {table} VALUES ({marks})", row).rowcount == 1

    # Out

    def without_project(self) -> int:
        """How many parts are in projects that no row is about."""
        query = "SELECT count(*) FROM parts WHERE project NOT IN (SELECT number FROM projects)"
        return self._tables.execute(query).fetchone()[0]

    def organisations(self) -> Iterator[Organisation]:
        """Those that have a part in a project, by their numbers."""
        query = """
            SELECT * FROM organisations
            WHERE number IN (SELECT organisation FROM parts WHERE project IN (SELECT number FROM projects))
            ORDER BY length(number), number
        """
        return map(Organisation._make, self._tables.execute(query))

    def projects(self) -> Iterator[Project]:
        """All projects by their numbers."""
        return map(Project._make, self._tables.execute("SELECT * FROM projects ORDER BY number"))

    def participants(self, project: int) -> list[Participant]:
        """Those that have a part in a project, who leads it first."""
        query = """
            SELECT id, kind, name, leads, role, euros, ended FROM parts
            JOIN organisations ON organisations.number = organisation
            WHERE project = ? ORDER BY leads DESC, length(organisation), organisation
        """
        return [
            Participant(id, kind, name, bool(leads), role, euros, bool(ended))
            for id, kind, name, leads, role, euros, ended in self._tables.execute(query, (project,))
        ]

    def fields(self, project: int | None = None) -> list[str]:
        """The fields of a project, or of all, in the order of the alphabet."""
        if project is None:
            query = "SELECT DISTINCT path FROM fields WHERE project IN (SELECT number FROM projects) ORDER BY path"
            return [path for (path,) in self._tables.execute(query)]
        query = "SELECT path FROM fields WHERE project = ? ORDER BY path"
        return [path for (path,) in self._tables.execute(query, (project,))]
