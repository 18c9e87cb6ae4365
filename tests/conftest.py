"""A real Neo4j for every test that needs one: throw-away homes, free ports, never the user's data."""

import asyncio
import os
import shutil
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Coroutine, Generator, Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeVar

import httpx
import pytest
from hypothesis import HealthCheck, settings
from rich.console import Console

from app.graph.client import Graph
from app.loading.load import Loaded, load
from app.local import LocalNeo4j
from app.local.configuration import browser_settings

ROOT = Path(__file__).parent.parent
SEED = ROOT / "seed"
SMALL = ROOT / "tests" / "fixtures" / "small"
ENTENTE = Path(sys.executable).parent / "entente"

Result = TypeVar("Result")

# A test says what holds, not how fast this machine is just now.
settings.register_profile("untimed", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("untimed")


def free_port() -> int:
    """A port of 127.0.0.1 that nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


@dataclass(frozen=True)
class Server:
    """A Neo4j that tests may use."""

    uri: str
    password: str
    local: LocalNeo4j | None = None

    @property
    def environment(self) -> dict[str, str]:
        """What makes the command use it."""
        own = {"ENTENTE_BROWSER_PORT": str(self.local.ports.http)} if self.local else {}
        return {"NEO4J_URI": self.uri, "NEO4J_USERNAME": "neo4j", "NEO4J_PASSWORD": self.password, **own}

    def restart(self) -> None:
        """Starts the local Neo4j again where it was."""
        assert self.local
        self.local.start(Console(stderr=True))

    def use(self, work: Callable[[Graph], Coroutine[Any, Any, Result]]) -> Result:
        """The result of some work on the graph."""

        async def run() -> Result:
            graph = Graph.connect(self.uri, "neo4j", self.password, "neo4j", time_limit=10)
            try:
                return await work(graph)
            finally:
                await graph.close()

        # In a thread of its own: a test that drives a web browser has an event loop running in this one.
        with ThreadPoolExecutor(1) as thread:
            return thread.submit(asyncio.run, run()).result()

    def load(self, *folders: Path) -> Loaded:
        """Loads folders of data."""
        return self.use(lambda graph: load(graph, folders))

    def record(self, cypher: str, **parameters: Any) -> dict[str, Any]:
        """The one record that a reading statement returns."""
        return self.use(lambda graph: graph.read("test", cypher, parameters))


@contextmanager
def local_server(home: Path, extra: Mapping[str, str] | None = None) -> Generator[Server]:
    """A local Neo4j in a throw-away home, with further lines of neo4j.conf."""
    local = LocalNeo4j(home, bolt_port=free_port(), http_port=free_port(), heap_megabytes=512, extra=extra)
    local.start(Console(stderr=True))
    try:
        yield Server(f"bolt://127.0.0.1:{local.ports.bolt}", local.password, local)
    finally:
        local.stop()


@contextmanager
def docker_server() -> Generator[Server]:
    """The image `neo4j:2026.08.1` in a container; skips where no Docker engine answers."""
    docker = shutil.which("docker")
    if not docker or subprocess.run([docker, "info"], capture_output=True).returncode:
        pytest.skip("no Docker engine answers")
    os.environ.setdefault("TESTCONTAINERS_RYUK_DISABLED", "true")
    from testcontainers.community.neo4j import Neo4jContainer

    with Neo4jContainer("neo4j:2026.08.1", password="only-for-tests") as container:
        yield Server(container.get_connection_url(), "only-for-tests")


@contextmanager
def serving(environment: Mapping[str, str], *arguments: str, port: int | None = None) -> Generator[httpx.Client]:
    """A client of `entente serve` in a process of its own."""
    port = port or free_port()
    process = subprocess.Popen(
        [ENTENTE, "serve", *arguments], env={**os.environ, **environment, "ENTENTE_PORT": str(port)}
    )
    try:
        with httpx.Client(base_url=f"http://127.0.0.1:{port}", timeout=30, trust_env=False) as client:
            _wait_for(client, process)
            yield client
    finally:
        process.terminate()
        process.wait(timeout=20)


def _wait_for(client: httpx.Client, process: subprocess.Popen[bytes]) -> None:
    for _ in range(300):
        assert process.poll() is None, "`entente serve` ended"
        try:
            client.get("/health")
            return
        except httpx.TransportError:
            time.sleep(0.1)
    raise AssertionError("`entente serve` does not answer")


def until_ready(client: httpx.Client) -> httpx.Client:
    """The client, once the service says that it is ready."""
    for _ in range(300):
        if client.get("/ready").is_success:
            return client
        time.sleep(0.1)
    raise AssertionError("`entente serve` does not become ready")


@pytest.fixture(scope="session")
def service_port() -> int:
    """Where the service on the seed listens: its Neo4j's Browser is told before either starts."""
    return free_port()


@pytest.fixture(scope="session")
def seeded(tmp_path_factory: pytest.TempPathFactory, service_port: int) -> Iterator[Server]:
    """A Neo4j that holds the seed; tests only read it."""
    home = tmp_path_factory.mktemp("seeded")
    with local_server(home, browser_settings(f"http://localhost:{service_port}")) as server:
        server.load(SEED)
        yield server


@pytest.fixture(scope="session")
def scratch(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """A Neo4j that tests load what they like into."""
    with local_server(tmp_path_factory.mktemp("scratch")) as server:
        yield server


@pytest.fixture(scope="session")
def client(seeded: Server, service_port: int) -> Iterator[httpx.Client]:
    """A client of the service on the seed."""
    with serving(seeded.environment, port=service_port) as client:
        yield until_ready(client)


@pytest.fixture(scope="session", params=["local", "docker"])
def any_client(request: pytest.FixtureRequest) -> Iterator[httpx.Client]:
    """A client of the service on the seed: in the local Neo4j, and in the image that compose runs."""
    if request.param == "local":
        yield request.getfixturevalue("client")
        return
    with docker_server() as server:
        server.load(SEED)
        with serving(server.environment) as client:
            yield until_ready(client)


@pytest.fixture
def entente(seeded: Server) -> Callable[..., subprocess.CompletedProcess[str]]:
    """Runs the command on the seed's Neo4j."""

    def run(*arguments: str, **environment: str) -> subprocess.CompletedProcess[str]:
        return run_entente(arguments, {**seeded.environment, **environment})

    return run


def run_entente(arguments: Sequence[str], environment: Mapping[str, str]) -> subprocess.CompletedProcess[str]:
    """Runs the command as a user does, not in a terminal."""
    return subprocess.run(
        [ENTENTE, *arguments], env={**os.environ, **environment}, cwd=ROOT, capture_output=True, text=True, timeout=120
    )


@pytest.fixture
def small(tmp_path: Path) -> Path:
    """A copy of the small dataset that a test may change."""
    return Path(shutil.copytree(SMALL, tmp_path / "small"))
