"""The service beside Neo4j's own HTTP API on the same questions, at two sizes of a made-up dataset.

All on one machine in one run, window by window in turn: latency at one client, answers per second at 32. Neo4j's
HTTP API runs the very statement that the service sends, which brings ids; and beside it a statement that brings the
whole answer, which is what a user of that API would have to write. The figures to read are the ratios.
"""

import argparse
import base64
import json
import random
import statistics
from collections.abc import Callable, Mapping, Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

from rich.console import Console
from rich.table import Table

from app.graph.statements import bundled, statement, without_comments
from app.loading.load import load
from app.local import LocalNeo4j
from app.queries import catalogue
from app.queries.base import Query
from app.queries.statements import Statement, statement_of
from bench.clients import Requests
from bench.servers import neo4j, probe, quiet, service
from bench.synthetic import HUB, Synthetic

SIZES = {"small": (1_000, 3_000), "large": (100_000, 500_000)}
"""Entities and ties."""

KEPT = 256 * 1024**2

WARM_UP = 3
"""Seconds for which each peer is asked before it is measured: Java compiles what it meets often."""

PARAMETERS = 24
"""Different parameters that each question is asked with."""

Given = dict[str, Any]


@dataclass(frozen=True)
class Question:
    """A query of the catalogue with the parameters that it is asked with, for a dataset with so many entities."""

    query: str
    given: Callable[[random.Random, int], Given]


def _field(chance: random.Random) -> str:
    root = chance.randrange(6)
    return f"tech-{root}-{chance.randrange(3)}"


def _known(chance: random.Random) -> str:
    """One of the entities with the most ties, but for the hub."""
    return f"ent-{chance.randrange(1, 40)}"


WORDS = Synthetic(1, 1).words
QUESTIONS = {
    "partners": Question("partners", lambda chance, size: {"technology": _field(chance)}),
    "ties in a field": Question("ties", lambda chance, size: {"technology": _field(chance)}),
    "newest in the broadest": Question("latest", lambda chance, size: {"technology": "tech-0"}),
    "neighbours": Question("neighbours", lambda chance, size: {"id": _known(chance), "limit": 20}),
    "neighbours of the hub": Question("neighbours", lambda chance, size: {"id": HUB}),
    "entity": Question("entity", lambda chance, size: {"id": f"ent-{chance.randrange(1, size)}"}),
    "ways": Question(
        "paths", lambda chance, size: {"source": _known(chance), "target": f"ent-{chance.randrange(100, 900)}"}
    ),
    "search": Question("search", lambda chance, size: {"q": chance.choice(WORDS[:400]), "limit": 10}),
    "document": Question("document", lambda chance, size: {"id": f"doc-{chance.randrange(size // 2, size // 2 + 80)}"}),
    "changes": Question("changes", lambda chance, size: {"since": f"2025-{chance.randrange(1, 12):02}", "limit": 20}),
}


def main() -> None:
    """Prints a table a size, and how latency grows from the small to the large one."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("home", type=Path, help="a folder for the datasets and databases, kept for the next run")
    parser.add_argument("--size", choices=SIZES, action="append", help="both if not given")
    parser.add_argument("--question", choices=QUESTIONS, action="append", help="all if not given")
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--seconds", type=int, default=2, help="length of a window")
    given = parser.parse_args()
    sizes: list[str] = given.size or list(SIZES)
    names: list[str] = given.question or list(QUESTIONS)
    found: dict[tuple[str, str], Cell] = {}
    with ExitStack() as stack:
        peers = {size: stack.enter_context(_Peers(given.home / size, size)) for size in sizes}
        quiet()
        for name in names:
            for size in sizes:
                found[name, size] = _measure(peers[size].of(QUESTIONS[name]), given.rounds, given.seconds)
                Console(stderr=True).print(name, size, found[name, size])
    console = Console(width=150)
    for size in sizes:
        console.print(_table(size, {name: found[name, size] for name in names}))
    if len(sizes) == 2:
        console.print(_growth(found, names))


Cell = Mapping[tuple[str, str], float]
"""Medians by peer and measure: `p50` in milliseconds, `rate` in answers per second; `bytes` of an answer."""


class _Peers(ExitStack):
    """All that answer, on one dataset."""

    def __init__(self, home: Path, size: str) -> None:
        super().__init__()
        self._entities, ties = SIZES[size]
        self._home = home
        if not (home / "data").exists():
            Synthetic(self._entities, ties).write(home / "data")
        large = ties > 100_000
        self._neo4j = self.enter_context(
            neo4j(
                home / "neo4j",
                lambda graph: load(graph, [home / "data"]),
                2500 if large else 1024,
                2000 if large else 256,
            )
        )
        self._one = self.enter_context(service(self._neo4j, kept=0))
        self._two = self.enter_context(service(self._neo4j, kept=0, workers=2))
        self._kept = self.enter_context(service(self._neo4j, kept=KEPT))
        (home / "bodies").mkdir(exist_ok=True)
        self._probe = self.enter_context(probe(home / "bodies"))

    def of(self, question: Question) -> dict[str, Requests]:
        """Each peer's requests for a question."""
        chance = random.Random(question.query)
        given = [question.given(chance, self._entities) for _ in range(PARAMETERS)]
        queries = [catalogue[question.query].read(one) for one in given]
        addresses = [_address(query, one) for query, one in zip(queries, given, strict=True)]
        for number, content in enumerate(Requests(self._one, addresses).contents()):
            (self._home / "bodies" / f"{question.query}-{number}").write_bytes(content)
        return {
            "API, ids": _by_api(self._neo4j, queries, _ids),
            "API, whole": _by_api(self._neo4j, queries, _whole),
            "service": Requests(self._one, addresses),
            "2 workers": Requests(self._two, addresses),
            "kept": Requests(self._kept, addresses),
            "probe": Requests(self._probe, [f"/?n={question.query}-{number}" for number in range(PARAMETERS)]),
        }


def _address(query: Query, given: Given) -> str:
    rest = {name: value for name, value in given.items() if f"{{{name}}}" not in query.path}
    return f"{query.path.format(**given)}?{urlencode(rest, doseq=True)}"


def _by_api(server: LocalNeo4j, queries: Sequence[Query], asked: Callable[[Query], Statement]) -> Requests:
    login = base64.b64encode(f"neo4j:{server.password}".encode()).decode()
    headers = {"Authorization": f"Basic {login}", "Content-Type": "application/json", "Accept": "application/json"}
    bodies = [
        json.dumps({"statement": bundled(text), "parameters": {"given": arguments}, "accessMode": "Read"})
        for text, arguments in map(asked, queries)
    ]
    return Requests(server.ports.http, ["/db/neo4j/query/v2"] * len(queries), bodies, headers)


def _ids(query: Query) -> Statement:
    """What the service sends once it knows how many ties a default leaves out."""
    return statement_of(query, count_excluded=False)


def _whole(query: Query) -> Statement:
    """One statement for the whole answer: what the service sends, and all that belongs to the ids that it finds."""
    if query.form.frame == "records":
        ids = "[] AS ties, [row IN rows | row[2]] AS others"
    else:
        ids = "reduce(all = [], row IN rows | all + row[1]) AS ties, [] AS others"
    records = without_comments(statement("lookup/records"))
    records = records.replace("CALL () {", "CALL (found) {", 1).replace("UNWIND $ties", "UNWIND found", 1)
    for part in ("entities", "technologies", "documents"):
        records = records.replace(f"UNWIND ${part}", "UNWIND others")
    records = records.replace("CALL (ties) {", "CALL (ties, others) {").replace(
        "WITH ties, collect(record)", "WITH rows, ties, collect(record)"
    )
    text, arguments = _ids(query)
    whole = f"CALL () {{\n{text}\n}}\nWITH rows, {ids}\nWITH rows, ties AS found, others\n{records}, rows"
    return Statement(whole, arguments)


def _measure(peers: dict[str, Requests], rounds: int, seconds: int) -> Cell:
    """Medians over some rounds; in each, every peer has a window for latency and one for throughput."""
    for requests in peers.values():
        requests.throughput(WARM_UP)
    times: dict[tuple[str, str], list[float]] = {}
    for _ in range(rounds):
        for name, requests in peers.items():
            times.setdefault((name, "p50"), []).append(requests.latency(seconds))
            times.setdefault((name, "rate"), []).append(requests.throughput(seconds))
    medians = {cell: statistics.median(values) for cell, values in times.items()}
    sizes = [len(content) for content in peers["service"].contents()]
    return medians | {("service", "bytes"): statistics.median(sizes)}


def _table(size: str, cells: Mapping[str, Cell]) -> Table:
    heads = (
        "question", "kB", "HTTP API: ms, /s", "whole: ms, /s", "service ms", "to API", "to whole",
        "2 workers /s", "to API", "to whole", "kept /s", "to API", "to whole", "to probe",
    )  # fmt: skip
    table = Table(*heads, title=f"{size}: {SIZES[size][1]:,} ties")
    for name, cell in cells.items():
        p50 = {peer: cell[peer, "p50"] for peer, measure in cell if measure == "p50"}
        rate = {peer: cell[peer, "rate"] for peer, measure in cell if measure == "rate"}
        ids, whole = "API, ids", "API, whole"
        table.add_row(
            name,
            f"{cell['service', 'bytes'] / 1000:.0f}",
            f"{p50[ids]:.1f}, {rate[ids]:.0f}",
            f"{p50[whole]:.1f}, {rate[whole]:.0f}",
            f"{p50['service']:.1f}",
            *(f"{p50['service'] / p50[api]:.2f}" for api in (ids, whole)),
            f"{rate['2 workers']:.0f}",
            *(f"{rate['2 workers'] / rate[api]:.2f}" for api in (ids, whole)),
            f"{rate['kept']:.0f}",
            *(f"{rate['kept'] / rate[other]:.2f}" for other in (ids, whole, "probe")),
        )
    return table


def _growth(found: Mapping[tuple[str, str], Cell], names: Sequence[str]) -> Table:
    peers = ["service", "API, ids", "API, whole"]
    table = Table("question", *peers, title="latency, large to small")
    for name in names:
        grown = (found[name, "large"][peer, "p50"] / found[name, "small"][peer, "p50"] for peer in peers)
        table.add_row(name, *(f"{ratio:.2f}" for ratio in grown))
    return table


if __name__ == "__main__":
    main()
