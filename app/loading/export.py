"""A dataset as the CSV files that `neo4j-admin database import` takes: the graph just as a load would make it.

For a graph so large that a load is too slow, and a server that may stop while it is filled.
"""

import csv
import shlex
from collections.abc import Iterator, Mapping, Sequence
from contextlib import ExitStack
from pathlib import Path
from typing import Any, NamedTuple, cast

from more_itertools import chunked

from app.dataset.checking import Known
from app.dataset.files import Source, scan
from app.domain.vocabulary import RELATIONS, Kind
from app.graph.mapping import PROPERTIES, Row, dataset_row
from app.loading.ingest import Progress, gather, tie_rows
from app.loading.staging import Staging

CHUNK = 1_000
"""Ties that are written between two reports of progress."""

SEPARATOR = "\x1f"
"""Between the members of a list; no text has it."""

OPTIONS = ("--id-type=string", "--array-delimiter=U+001F", "--multiline-fields=true", "--overwrite-destination=true")


class Node(NamedTuple):
    """A node: its labels, and its properties."""

    labels: tuple[str, ...]
    properties: Row


class Edge(NamedTuple):
    """A relationship: its type, the labels and ids of its ends, and its properties."""

    type: str
    start: tuple[str, str]
    end: tuple[str, str]
    properties: Row


def export(folders: Sequence[Path], into: Path, progress: Progress) -> str:
    """Writes the CSV files of some folders' dataset into a folder; gives the command line that imports them.

    Raises DatasetError that names every error, and then writes nothing.
    """
    source = scan(folders)
    with Staging() as staging, ExitStack() as files:
        known = gather(source, staging, progress)
        into.mkdir(parents=True, exist_ok=True)
        tables = _Tables(into, files)
        for piece in graph_of(source, staging, known, progress):
            tables.write(piece)
    # The name of the database comes first: after a list of files it would be taken for one.
    return shlex.join(["neo4j-admin", "database", "import", "full", "neo4j", *OPTIONS, *tables.arguments()])


def graph_of(source: Source, staging: Staging, known: Known, progress: Progress) -> Iterator[Node | Edge]:
    """All nodes and relationships of a gathered dataset."""
    yield Node(("Dataset",), dataset_row(source, staging.found.marks, staging.count()))
    for row in staging.rows("technologies"):
        yield Node(("Technology",), row["properties"])
        for broader in row["broader"]:
            yield Edge("BROADER", ("Technology", row["id"]), ("Technology", broader), {})
        for related in row["related"]:
            yield Edge("RELATED", ("Technology", row["id"]), ("Technology", related), {})
    yield from _entities(staging)
    for row in staging.rows("documents"):
        yield Node(("Document",), row["properties"])
    done, total = 0, staging.ties
    for chunk in chunked(tie_rows(staging.waiting(), known.kinds), CHUNK):
        for _, row in chunk:
            yield from _tie(row)
        done += len(chunk)
        progress("write_ties", done, total)


def _entities(staging: Staging) -> Iterator[Node | Edge]:
    """The entities, and what ties them to their countries."""
    countries = {
        row["properties"].get("home"): row["id"] for row in staging.rows("entities") if row["kind"] == Kind.COUNTRY
    }
    for row in staging.rows("entities"):
        yield Node(("Entity", row["kind"]), row["properties"])
        for code in row["countries"]:
            if code in countries:
                yield Edge("BELONGS_TO", ("Entity", row["id"]), ("Entity", countries[code]), {})


def _tie(row: Row) -> Iterator[Node | Edge]:
    tie = "Tie", row["properties"]["id"]
    subject, object = ("Entity", row["subject"]), ("Entity", row["object"])
    yield Node(("Tie", "Disputed") if row["disputed"] else ("Tie",), row["properties"])
    yield Edge("SUBJECT", tie, subject, {})
    yield Edge("OBJECT", tie, object, {})
    yield Edge(row["relation"], subject, object, row["edge"])
    for field in row["fields"]:
        yield Edge("IN_FIELD", tie, ("Technology", field["technology"]), field["properties"])
    for claim in row["claims"]:
        yield Node(("Claim",), claim)
        yield Edge("CITES", ("Claim", claim["id"]), ("Document", claim["document"]), {})
        yield Edge("ON", ("Claim", claim["id"]), tie, {})


class _Tables:
    """The files, one for each label and each type with its ends, opened when the first row comes."""

    def __init__(self, folder: Path, files: ExitStack) -> None:
        self._folder = folder
        self._files = files
        self._tables: dict[str, _Table] = {}

    def write(self, piece: Node | Edge) -> None:
        """Writes a node or relationship."""
        if isinstance(piece, Node):
            label = piece.labels[0]
            table = self._table(f"nodes_{label}", [f":ID({label})", ":LABEL"], PROPERTIES[label])
            table.write([piece.properties.get("id", label), piece.labels], piece.properties)
            return
        name = "TIED" if piece.type in RELATIONS else piece.type
        ends = [f":START_ID({piece.start[0]})", f":END_ID({piece.end[0]})", ":TYPE"]
        table = self._table(f"relationships_{name}", ends, PROPERTIES.get(name, {}))
        table.write([piece.start[1], piece.end[1], piece.type], piece.properties)

    def arguments(self) -> list[str]:
        """The options that name the files."""
        return [f"--{name.split('_')[0]}={self._folder / name}.csv" for name in self._tables]

    def _table(self, name: str, keys: Sequence[str], columns: Mapping[str, str]) -> "_Table":
        if name not in self._tables:
            file = self._files.enter_context((self._folder / f"{name}.csv").open("w", encoding="utf-8", newline=""))
            self._tables[name] = _Table(csv.writer(file, lineterminator="\n"), keys, columns)
        return self._tables[name]


class _Table:
    def __init__(self, writer: Any, keys: Sequence[str], columns: Mapping[str, str]) -> None:
        self._writer = writer
        self._names = list(columns)
        writer.writerow([*keys, *(f"{name}:{type}" for name, type in columns.items())])

    def write(self, keys: Sequence[Any], properties: Mapping[str, Any]) -> None:
        unknown = properties.keys() - self._names
        assert not unknown, f"no column for {unknown}"
        self._writer.writerow([_cell(value) for value in (*keys, *(properties.get(name) for name in self._names))])


def _cell(value: Any) -> Any:
    match value:
        case bool():
            return str(value).lower()
        case list() | tuple():
            return SEPARATOR.join(str(_cell(one)) for one in cast("Sequence[str | bool | int]", value))
        case _:
            return value
