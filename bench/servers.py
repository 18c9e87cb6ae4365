"""What the benchmarks run: a local Neo4j, the service, and a probe that serves kept bytes and nothing else."""

import asyncio
import os
import socket
import subprocess
import sys
import time
from collections.abc import Awaitable, Callable, Generator, Mapping
from contextlib import contextmanager
from pathlib import Path

import psutil

from app.graph.client import Graph
from app.local import LocalNeo4j

ENTENTE = Path(sys.executable).parent / "entente"


@contextmanager
def neo4j(
    home: Path, prepare: Callable[[Graph], Awaitable[object]], heap: int = 1024, page_cache: int = 256
) -> Generator[LocalNeo4j]:
    """A local Neo4j after some work on its graph; `heap` and `page_cache` are in megabytes."""
    server = LocalNeo4j(
        home,
        bolt_port=free_port(),
        http_port=free_port(),
        heap_megabytes=heap,
        page_cache_megabytes=page_cache,
        extra={"server.http_enabled_modules": "QUERY_API_ENDPOINTS,BROWSER"},
    )
    server.start()
    try:
        use(server, prepare)
        yield server
    finally:
        server.stop()


def use(server: LocalNeo4j, work: Callable[[Graph], Awaitable[object]]) -> None:
    """Does some work on a server's graph."""

    async def run() -> None:
        graph = Graph.connect(server.uri, server.username, server.password, "neo4j", time_limit=600)
        try:
            await work(graph)
        finally:
            await graph.close()

    asyncio.run(run())


@contextmanager
def service(server: LocalNeo4j, kept: int, workers: int = 1) -> Generator[int]:
    """The port of the service on a Neo4j, keeping `kept` bytes of whole answers in each worker."""
    port = free_port()
    names = {"NEO4J_URI": server.uri, "NEO4J_PASSWORD": server.password}
    environment = {**os.environ, **names, "ENTENTE_PORT": str(port), "ENTENTE_RESPONSE_CACHE_BYTES": str(kept)}
    with _running([str(ENTENTE), "serve", "--workers", str(workers)], environment, port):
        yield port


@contextmanager
def probe(bodies: Path) -> Generator[int]:
    """The port of an app that serves the bytes kept in a folder, as the service would if it did nothing else."""
    port = free_port()
    command = [sys.executable, "-m", "uvicorn", "bench.probe:app", "--port", str(port), "--loop", "uvloop"]
    quiet = ["--http", "httptools", "--log-level", "warning", "--no-access-log"]
    with _running([*command, *quiet], {**os.environ, "BENCH_BODIES": str(bodies)}, port):
        yield port


@contextmanager
def _running(command: list[str], environment: Mapping[str, str], port: int) -> Generator[None]:
    process = subprocess.Popen(command, env=dict(environment))
    try:
        while socket.socket().connect_ex(("127.0.0.1", port)):
            assert process.poll() is None, f"{command[0]} ended"
            time.sleep(0.2)
        yield
    finally:
        process.terminate()
        process.wait()


def quiet() -> None:
    """Returns when the machine has had nothing to do for three seconds: services prime Neo4j behind their readiness.

    Raises TimeoutError after five minutes.
    """
    deadline = time.monotonic() + 300
    idle = 0
    while idle < 3:
        if time.monotonic() > deadline:
            raise TimeoutError("something else keeps this machine busy; ratios would say nothing")
        idle = idle + 1 if psutil.cpu_percent(interval=1) < 20 else 0


def free_port() -> int:
    """A port of 127.0.0.1 that nobody listens on."""
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        return listener.getsockname()[1]
