"""Latency at one client: the service, the same Cypher through the bare driver, and through Neo4j's HTTP API.

All on one machine in one run, request by request in turn, on a throw-away Neo4j that holds the seed.
The figures to read are the ratios of the medians.
"""

import argparse
import asyncio
import base64
import http.client
import json
import os
import socket
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Generator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from urllib.parse import urlencode

import neo4j
from rich.console import Console
from rich.table import Table

from app.graph import Graph
from app.load import load
from app.local import LocalNeo4j
from app.queries import catalogue
from app.query import Query

SEED = Path(__file__).parent.parent / "seed"
ENTENTE = Path(sys.executable).parent / "entente"
QUESTIONS: dict[str, dict[str, object]] = {
    "partners": {"technology": "quantum"},
    "ties": {"country": ["IN"]},
    "neighbours": {"id": "nasa"},
    "entity": {"id": "isro"},
    "document": {"id": "2024-06-17-icet-second-meeting"},
    "search": {"q": "nasa"},
    "technologies": {},
    "paths": {"source": "nasa", "target": "roscosmos"},
    "timeline": {"entity": "isro"},
    "funding": {},
    "compare": {"pair": ["india,united-states", "india,russia"]},
    "disputes": {},
    "changes": {"since": "2025-12"},
}

Ask = Callable[[], object]


def main() -> None:
    """Prints a row a question: the driver's median in milliseconds, and the others' as multiples of it."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=100, help="requests of each kind")
    rounds: int = parser.parse_args().rounds
    with tempfile.TemporaryDirectory() as home, ExitStack() as stack:
        server = stack.enter_context(_neo4j(Path(home)))
        fresh = stack.enter_context(_service(server, kept=0))
        kept = stack.enter_context(_service(server, kept=64 * 1024**2))
        driver = stack.enter_context(neo4j.GraphDatabase.driver(server.uri, auth=("neo4j", server.password)))
        session = stack.enter_context(driver.session(default_access_mode=neo4j.READ_ACCESS))
        table = Table("question", "bare driver, ms", "Neo4j HTTP API", "service, made anew", "service, kept", "bytes")
        for name, given in QUESTIONS.items():
            question = catalogue[name].read(given)
            peers = [
                _by_driver(session, question),
                _by_query_api(server, question),
                _by_service(fresh, question, given),
                _by_service(kept, question, given),
            ]
            medians = _medians(peers, rounds)
            size = len(_by_service(fresh, question, given)())
            ratios = (f"{median / medians[0]:.2f}" for median in medians[1:])
            table.add_row(name, f"{medians[0]:.2f}", *ratios, f"{size:,}")
        Console(width=110).print(table)


def _medians(peers: list[Ask], rounds: int) -> list[float]:
    """The median time of each, in milliseconds; each peer asks in turn, so that all meet the same noise."""
    times: list[list[float]] = [[] for _ in peers]
    for number in range(rounds + rounds // 5):
        for ask, taken in zip(peers, times, strict=True):
            started = time.perf_counter()
            ask()
            if number >= rounds // 5:
                taken.append((time.perf_counter() - started) * 1000)
    return [statistics.median(taken) for taken in times]


def _by_driver(session: neo4j.Session, question: Query) -> Ask:
    text, arguments = question.cypher(), question.arguments()
    return lambda: session.run(text, arguments).data()  # pyright: ignore[reportArgumentType]


def _by_query_api(server: LocalNeo4j, question: Query) -> Ask:
    login = base64.b64encode(f"neo4j:{server.password}".encode()).decode()
    headers = {"Authorization": f"Basic {login}", "Content-Type": "application/json", "Accept": "application/json"}
    body = json.dumps({"statement": question.cypher(), "parameters": question.arguments(), "accessMode": "Read"})
    connection = http.client.HTTPConnection("127.0.0.1", server.ports.http)
    return lambda: _exchange(connection, "POST", "/db/neo4j/query/v2", body, headers)


def _by_service(port: int, question: Query, given: dict[str, object]) -> Callable[[], bytes]:
    path = question.path.format(**given)
    rest = {name: value for name, value in given.items() if f"{{{name}}}" not in question.path}
    connection = http.client.HTTPConnection("127.0.0.1", port)
    address = f"{path}?{urlencode(rest, doseq=True)}"
    return lambda: _exchange(connection, "GET", address, None, {"Accept": "application/json"})


def _exchange(
    connection: http.client.HTTPConnection, method: str, address: str, body: str | None, headers: dict[str, str]
) -> bytes:
    connection.request(method, address, body, headers)
    response = connection.getresponse()
    content = response.read()
    assert response.status in (200, 202), content[:300]
    return content


@contextmanager
def _neo4j(home: Path) -> Generator[LocalNeo4j]:
    server = LocalNeo4j(home, bolt_port=free_port(), http_port=free_port())
    server.start()
    try:
        asyncio.run(_fill(server))
        yield server
    finally:
        server.stop()


async def _fill(server: LocalNeo4j) -> None:
    graph = Graph.connect(server.uri, server.username, server.password, "neo4j", time_limit=30)
    await load(graph, [SEED])
    await graph.close()


@contextmanager
def _service(server: LocalNeo4j, kept: int) -> Generator[int]:
    port = free_port()
    names = {"NEO4J_URI": server.uri, "NEO4J_PASSWORD": server.password}
    environment = {**os.environ, **names, "ENTENTE_PORT": str(port), "ENTENTE_KEPT": str(kept)}
    process = subprocess.Popen([ENTENTE, "serve"], env=environment)
    try:
        while socket.socket().connect_ex(("127.0.0.1", port)):
            time.sleep(0.2)
        yield port
    finally:
        process.terminate()
        process.wait()


def free_port() -> int:
    """A port of 127.0.0.1 that nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


if __name__ == "__main__":
    main()
