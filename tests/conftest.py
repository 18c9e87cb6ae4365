"""A real Neo4j for every test that needs one: throw-away homes, free ports, never the user's data."""

import os
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import httpx
import pytest
from filelock import FileLock
from hypothesis import HealthCheck, settings
from playwright.sync_api import Browser

from app.local.configuration import browser_settings
from tests.chromium import chromium
from tests.desk import ORGANISATIONS, RELATIONS, Desk
from tests.support import (
    LTS,
    NEO4J,
    SEED,
    SHORT_LIVED,
    SMALL,
    Done,
    Loader,
    Server,
    free_port,
    local_server,
    lock_of,
    run_entente,
    serving,
    until_answered_from,
    until_ready,
)

# A test says what holds, not how fast this machine is just now.
settings.register_profile("untimed", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("untimed")

os.environ["ENTENTE_JAVA_OPTIONS"] = SHORT_LIVED


OWN_GRAPHS = {"seeded", "scratch", "fragile"}
"""The fixtures whose Neo4j is of the version that NEO4J names."""


LONG = ("docker", "starts", "browser")
"""Marks of tests that take seconds to begin."""


def pytest_configure() -> None:
    """Refuses a version of Neo4j that there is no lock of."""
    if not lock_of(NEO4J).exists():
        raise pytest.UsageError(f"NEO4J is {NEO4J!r}: it can be {LTS}, or not set for the Neo4j that we ship")


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """With NEO4J=5.26 what asks a graph is run; the rest asks none, or is about the Neo4j that we ship.

    Files whose tests take long come first, so that no worker is left with one of them when the others are done.
    """
    if NEO4J:
        left_out = [item for item in items if not _asks_a_graph(item)]
        config.hook.pytest_deselected(items=left_out)
        items[:] = [item for item in items if _asks_a_graph(item)]
    long = {item.path for item in items if any(item.get_closest_marker(name) for name in LONG)}
    items.sort(key=lambda item: item.path not in long)


def _asks_a_graph(item: pytest.Item) -> bool:
    fixtures: list[str] = getattr(item, "fixturenames", [])
    elsewhere = item.get_closest_marker("browser") or item.get_closest_marker("docker")
    return not elsewhere and not OWN_GRAPHS.isdisjoint(fixtures)


@pytest.fixture(scope="session")
def service_port() -> int:
    """Where the service on the seed listens: its Neo4j's Browser is told before either starts."""
    return free_port()


@pytest.fixture(scope="session")
def seed_home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The home of a Neo4j that was loaded with the seed and stopped: made once for all workers of a run, to be copied,
    since a first start and a first load take three times as long as a later start."""
    base = tmp_path_factory.getbasetemp()
    shared = base.parent if "PYTEST_XDIST_WORKER" in os.environ else base
    with FileLock(shared / "seed-home.lock"):
        if not (home := shared / "seed-home").exists():
            with local_server(made := shared / "seed-home-being-made") as server:
                server.load(SEED)
            made.rename(home)
    return home


@pytest.fixture(scope="session")
def seeded(tmp_path_factory: pytest.TempPathFactory, seed_home: Path, service_port: int) -> Iterator[Server]:
    """A Neo4j that holds the seed; tests only read it."""
    home = Path(shutil.copytree(seed_home, tmp_path_factory.mktemp("seeded") / "home"))
    with local_server(home, browser_settings(f"http://localhost:{service_port}")) as server:
        yield server


@pytest.fixture(scope="session")
def scratch(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """A Neo4j that tests load what they like into."""
    # Another load is no reason to plan a statement anew: what a test asks of is small.
    with local_server(tmp_path_factory.mktemp("scratch"), {"dbms.cypher.min_replan_interval": "1h"}) as server:
        yield server


@pytest.fixture(scope="session")
def _scratch_client(scratch: Server) -> Iterator[httpx.Client]:
    with serving(scratch.environment) as client:
        yield client


@pytest.fixture(scope="session")
def loaded(scratch: Server, _scratch_client: httpx.Client) -> Loader:
    """Loads what a test asks about; the service is one for all tests."""
    return lambda *folders: until_answered_from(_scratch_client, scratch.load(*folders).version)


@pytest.fixture(scope="session")
def client(seeded: Server, service_port: int) -> Iterator[httpx.Client]:
    """A client of the service on the seed."""
    with serving(seeded.environment, port=service_port) as client:
        yield until_ready(client)


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """A headless Chromium."""
    with chromium() as browser:
        yield browser


@pytest.fixture
def entente(seeded: Server) -> Callable[..., Done]:
    """Runs the command on the seed's Neo4j."""

    def run(*arguments: str, **environment: str) -> Done:
        return run_entente(arguments, {**seeded.environment, **environment})

    return run


@pytest.fixture
def small(tmp_path: Path) -> Path:
    """A copy of the small dataset that a test may change."""
    return Path(shutil.copytree(SMALL, tmp_path / "small"))


@pytest.fixture
def environment(tmp_path: Path) -> dict[str, str]:
    """A user's machine: a home of its own and free ports."""
    names = ("ENTENTE_PORT", "ENTENTE_BOLT_PORT", "ENTENTE_BROWSER_PORT")
    return {"ENTENTE_HOME": str(tmp_path / "home"), **{name: str(free_port()) for name in names}}


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    """A folder with two tables, as a spreadsheet program on the Continent saves them."""
    desk = Desk(tmp_path)
    desk.table("organisations.csv", ORGANISATIONS)
    desk.table("relations.csv", RELATIONS)
    return desk


@pytest.fixture
def imported(desk: Desk) -> Desk:
    """The same, imported."""
    desk.run()
    desk.answer()
    code, text = desk.run()
    assert code == 0, text
    return desk
