"""Loading, beside bare batched UNWIND writes of the same rows through the driver; and what a second load takes.

Each load goes into a fresh throw-away Neo4j that has the indexes, bare and by the service in turn. The bare writes are
given their rows ready-made, and only the writes are timed: all nodes, then one type of relationship after the other.
The service's time is that of the whole load, from the files' text. The figures to read are the ratios.
"""

import argparse
import tempfile
import time
from collections.abc import Generator, Mapping
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

import neo4j
import orjson
from more_itertools import chunked
from rich.console import Console
from rich.table import Table

from app.dataset.files import scan
from app.graph.mapping import Row
from app.loading.export import Edge, Node, graph_of
from app.loading.ingest import gather
from app.loading.load import load
from app.loading.staging import Staging
from app.local import LocalNeo4j
from bench import servers
from bench.synthetic import Synthetic

BATCH = 10_000
"""Rows in a bare statement."""


def main() -> None:
    """Prints a row for each way to load: rows (nodes and relationships) per second, and the ratio to bare writes."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--ties", type=int, default=50_000)
    parser.add_argument("--rounds", type=int, default=2)
    given = parser.parse_args()
    table = Table("round", "bare, rows/s", "service, rows/s", "ratio", "second load, s", "one document changed, s")
    with tempfile.TemporaryDirectory() as folder:
        data = Path(folder, "data")
        Synthetic(given.ties // 5, given.ties).write(data)
        rows = _Rows.of(data, Path(folder))
        for number in range(given.rounds):
            with _throw_away() as server:
                bare = rows.size / _bare(server, rows)
            with _throw_away() as server:
                service = rows.size / _load(server, data)
                second = _load(server, data)
                one = _load(server, _with_another_title(data))
            figures = f"{bare:,.0f}", f"{service:,.0f}", f"{service / bare:.2f}", f"{second:.2f}", f"{one:.2f}"
            table.add_row(str(number + 1), *figures)
    Console(width=110).print(f"{given.ties:,} ties, {rows.size:,} rows", table)


# The service


def _load(server: LocalNeo4j, data: Path) -> float:
    """Seconds that a load takes."""
    started = time.perf_counter()
    servers.use(server, lambda graph: load(graph, [data]))
    return time.perf_counter() - started


def _with_another_title(data: Path) -> Path:
    """The dataset, with one of its documents changed."""
    file = data / "documents" / "0000.jsonl"
    first, rest = file.read_bytes().split(b"\n", 1)
    file.write_bytes(orjson.dumps(orjson.loads(first) | {"title": f"Title of {time.time()}"}) + b"\n" + rest)
    return data


# Bare writes


@dataclass(frozen=True)
class _Rows:
    """All rows of a dataset on disk, a file for each statement, in the order of writing; `size` counts them."""

    files: Mapping[str, Path]
    size: int

    @classmethod
    def of(cls, data: Path, folder: Path) -> "_Rows":
        """The rows that `load` writes, as bare statements take them."""
        files: dict[str, BinaryIO] = {}
        size = 0
        source = scan([data])
        with Staging() as staging, ExitStack() as stack:
            known = gather(source, staging, _quiet)
            for piece in graph_of(source, staging, known, _quiet):
                size += 1
                statement, row = _bare_row(piece)
                if statement not in files:
                    files[statement] = stack.enter_context((folder / f"{len(files)}.jsonl").open("wb"))
                files[statement].write(orjson.dumps(row) + b"\n")
        # Nodes first: the statements that look nothing up.
        return cls({name: Path(files[name].name) for name in sorted(files, key=lambda name: "MATCH" in name)}, size)


def _bare_row(piece: Node | Edge) -> tuple[str, Row]:
    if isinstance(piece, Node):
        return f"UNWIND $rows AS row CREATE (n:{':'.join(piece.labels)}) SET n = row", piece.properties
    (one, start), (other, end) = piece.start, piece.end
    statement = (
        f"UNWIND $rows AS row MATCH (a:{one} {{id: row.start}}) MATCH (b:{other} {{id: row.end}}) "
        f"CREATE (a)-[r:{piece.type}]->(b) SET r = row.properties"
    )
    return statement, {"start": start, "end": end, "properties": piece.properties}


def _bare(server: LocalNeo4j, rows: _Rows) -> float:
    """Seconds that the writes take, without the time to read the rows."""
    taken = 0.0
    with neo4j.GraphDatabase.driver(server.uri, auth=(server.username, server.password)) as driver:
        with driver.session() as session:
            for statement, file in rows.files.items():
                with file.open("rb") as lines:
                    for chunk in chunked(lines, BATCH):
                        ready = [orjson.loads(line) for line in chunk]
                        started = time.perf_counter()
                        session.run(statement, rows=ready).consume()  # pyright: ignore[reportArgumentType]
                        taken += time.perf_counter() - started
    return taken


def _quiet(what: str, done: int, total: int) -> None:
    pass


@contextmanager
def _throw_away() -> Generator[LocalNeo4j]:
    """A Neo4j for one load, with its indexes."""
    with tempfile.TemporaryDirectory() as home, servers.neo4j(Path(home), lambda graph: graph.prepare()) as server:
        yield server


if __name__ == "__main__":
    main()
