"""What tests are made with: servers, services, and the command as a user meets it."""

import asyncio
import itertools
import os
import random
import shutil
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Coroutine, Generator, Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import IO, Any, TypeVar

import httpx
import neo4j
import pytest
from click.testing import CliRunner
from rich.console import Console

from app.cli.main import cli
from app.graph.client import Graph
from app.loading.load import Loaded, load
from app.local import LocalNeo4j
from app.local.jars import LOCK

ROOT = Path(__file__).parent.parent
SEED = ROOT / "seed"
SMALL = ROOT / "tests" / "fixtures" / "small"
ENTENTE = Path(sys.executable).parent / "entente"
UV = Path(sys.executable).parent / "uv"

LTS = "5.26"
"""The oldest Neo4j that we name; tests/neo4j-5.26.lock says which patch of it."""

NEO4J = os.environ.get("NEO4J")
"""The version of Neo4j that tests ask in place of the one that we ship: LTS, if any."""

SETTINGS_OF_LTS = {
    # It knows some of our settings not at all, and one by another name.
    "server.config.strict_validation.enabled": "false",
    "internal.dbms.bolt.netty_server_shutdown_quiet_period": "0",
}

Result = TypeVar("Result")

SHORT_LIVED = "-XX:TieredStopAtLevel=1 -XX:+UseSerialGC"
"""For the Java of a Neo4j that is asked little before it ends: to compile for speed would take most of its time."""

COLD = {"ENTENTE_WARMUP_SECONDS": "0"}
"""A test asks a few questions: that Neo4j plans all others for it would take most of its time."""


def lock_of(version: str | None) -> Path:
    """The file that names the jars of a version of Neo4j, or of the one that we ship."""
    return ROOT / "tests" / f"neo4j-{version}.lock" if version else LOCK


def _ports() -> Iterator[int]:
    """Ports below those that systems give to outgoing connections, which may take any that we leave free for a moment;
    of those that run side by side, each worker has its own."""
    worker = int(os.environ.get("PYTEST_XDIST_WORKER", "gw0").removeprefix("gw"))
    own = list(range(12_000, 32_000))[worker :: int(os.environ.get("PYTEST_XDIST_WORKER_COUNT", "1"))]
    random.shuffle(own)
    return itertools.cycle(own)


_PORTS = _ports()


def free_port() -> int:
    """A port of 127.0.0.1 that nobody listens on, another one each time."""
    return next(port for port in _PORTS if _is_free(port))


def _is_free(port: int) -> bool:
    with socket.socket() as probe, suppress(OSError):
        probe.bind(("127.0.0.1", port))
        return True
    return False


class _Loop:
    """An event loop in a thread of its own: a test that drives a web browser has one running in the main thread."""

    def __init__(self) -> None:
        self._loop = asyncio.new_event_loop()
        self._thread = threading.Thread(target=self._loop.run_forever, daemon=True)
        self._thread.start()

    def run(self, work: Coroutine[Any, Any, Result]) -> Result:
        """The result of some work."""
        return asyncio.run_coroutine_threadsafe(work, self._loop).result()

    def close(self) -> None:
        """Ends the loop and its thread."""
        self._loop.call_soon_threadsafe(self._loop.stop)
        self._thread.join()
        self._loop.close()


def apart(work: Callable[[], Result]) -> Result:
    """The result of some work in a thread of its own: a web browser that is open keeps an event loop in this one."""
    with ThreadPoolExecutor(1) as thread:
        return thread.submit(work).result()


def run(work: Coroutine[Any, Any, Result]) -> Result:
    """The result of a coroutine."""
    return apart(lambda: asyncio.run(work))


@dataclass(frozen=True)
class Server:
    """A Neo4j that tests may use. Its connections stay open: one pool for all that a test process asks of it."""

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

    @cached_property
    def driver(self) -> neo4j.Driver:
        """A driver for plans and profiles, which the service's own door does not give."""
        return neo4j.GraphDatabase.driver(self.uri, auth=("neo4j", self.password))

    @cached_property
    def _loop(self) -> "_Loop":
        return _Loop()

    @cached_property
    def _graph(self) -> Graph:
        async def connect() -> Graph:
            return Graph.connect(self.uri, "neo4j", self.password, "neo4j", time_limit=60)

        return self._run(connect())

    def _run(self, work: Coroutine[Any, Any, Result]) -> Result:
        return self._loop.run(work)

    def use(self, work: Callable[[Graph], Coroutine[Any, Any, Result]]) -> Result:
        """The result of some work on the graph."""
        return self._run(work(self._graph))

    def load(self, *folders: Path) -> Loaded:
        """Loads folders of data."""
        return self.use(lambda graph: load(graph, folders))

    def record(self, cypher: str, **parameters: Any) -> dict[str, Any]:
        """The one record that a reading statement returns."""
        return self.use(lambda graph: graph.read("test", cypher, parameters, dict[str, Any]))

    def close(self) -> None:
        """Closes the connections that were opened."""
        if "driver" in self.__dict__:
            self.driver.close()
        if "_graph" in self.__dict__:
            self._run(self._graph.close())
        if "_loop" in self.__dict__:
            self._loop.close()


@contextmanager
def local_server(
    home: Path,
    extra: Mapping[str, str] | None = None,
    java_options: str = SHORT_LIVED,
    version: str | None = NEO4J,
) -> Generator[Server]:
    """A local Neo4j in a throw-away home, with further lines of neo4j.conf; of a version, or the one that we ship."""
    local = LocalNeo4j(
        home,
        bolt_port=free_port(),
        http_port=free_port(),
        heap_megabytes=512,
        java_options=java_options.split(),
        extra={**(SETTINGS_OF_LTS if version else {}), **(extra or {})},
        lock=lock_of(version),
    )
    local.start(Console(stderr=True))
    server = Server(f"bolt://127.0.0.1:{local.ports.bolt}", local.password, local)
    try:
        yield server
    finally:
        server.close()
        local.stop()


def ensure_docker(image: str) -> str:
    """The `docker` command; skips, and says why, where no engine answers or the image cannot be had."""
    docker = shutil.which("docker")
    if not docker or subprocess.run([docker, "info"], capture_output=True).returncode:
        pytest.skip("no Docker engine answers")
    if subprocess.run([docker, "image", "inspect", image], capture_output=True).returncode:
        pulled = subprocess.run([docker, "pull", "--quiet", image], capture_output=True, text=True)
        if pulled.returncode:
            pytest.skip(f"the Docker engine cannot pull {image}: {pulled.stderr.strip()}")
    return docker


@contextmanager
def serving(
    environment: Mapping[str, str], *arguments: str, port: int | None = None, output: IO[bytes] | None = None
) -> Generator[httpx.Client]:
    """A client of `entente serve` in a process of its own, whose standard output goes to `output`."""
    port = port or free_port()
    process = subprocess.Popen(
        [ENTENTE, "serve", *arguments],
        env={**os.environ, **COLD, **environment, "ENTENTE_PORT": str(port)},
        stdout=output,
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


Loader = Callable[..., httpx.Client]
"""Loads folders in place of what was there, and gives a client of a service on them."""


def until_answered_from(client: httpx.Client, version: str) -> httpx.Client:
    """The client, once the service answers from a dataset: for a moment after a load it gives what it has kept."""
    for _ in range(100):
        if client.get("/entities?limit=1").json().get("meta", {}).get("dataset") == version:
            return client
        time.sleep(0.05)
    raise AssertionError(f"`entente serve` does not answer from {version}")


@dataclass(frozen=True)
class Done:
    """What a command left: its exit code, and its two outputs as text."""

    returncode: int
    stdout: str
    stderr: str


def run_entente(arguments: Sequence[str], environment: Mapping[str, str]) -> Done:
    """Runs the command in this process, not in a terminal."""
    result = apart(lambda: CliRunner(env=dict(environment)).invoke(cli, list(arguments)))
    if result.exception and not isinstance(result.exception, SystemExit):
        raise result.exception
    return Done(result.exit_code, result.stdout, result.stderr)


def start_entente(arguments: Sequence[str], environment: Mapping[str, str]) -> Done:
    """Runs the command in a process of its own, as a user does, not in a terminal."""
    done = subprocess.run(
        [ENTENTE, *arguments], env={**os.environ, **environment}, cwd=ROOT, capture_output=True, text=True, timeout=120
    )
    return Done(done.returncode, done.stdout, done.stderr)


def python_with(package: str, folder: Path) -> Path:
    """A Python with an environment of its own in a folder, which has a package as `tests/<package>.lock` names it.

    Skips the test where that cannot be had.
    """
    subprocess.run([UV, "venv", "-q", "--python", sys.executable, folder], check=True)
    python = folder / "bin" / "python"
    lock = ROOT / "tests" / f"{package}.lock"
    ensure_had(package, UV, "pip", "install", "-q", "--python", python, "--require-hashes", "-r", lock)
    return python


def node_in(folder: Path) -> tuple[Path, Path]:
    """Node and npm, of the wheel that builds the page, in a folder of their own. Skips where they cannot be had."""
    lock = ROOT / "requirements-web.lock"
    ensure_had("Node", UV, "pip", "install", "-q", "--target", folder, "--require-hashes", "-r", lock)
    return next(folder.rglob("bin/node")), next(folder.rglob("npm-cli.js"))


def ensure_had(what: str, *install: object) -> None:
    """Runs a command that fetches something; skips the test, and says why, where that cannot be had."""
    done = subprocess.run([str(part) for part in install], stdin=subprocess.DEVNULL, capture_output=True, text=True)
    if done.returncode:
        pytest.skip(f"{what} cannot be had: {done.stderr.strip().splitlines()[-1][:300]}")
