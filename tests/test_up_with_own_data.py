"""`entente up` over a graph that holds somebody's own data: it is served, and never lost without a word."""

import re
import shutil
from pathlib import Path
from typing import LiteralString, cast

import neo4j
import pytest

from tests.support import SMALL, Server, free_port, start_entente
from tests.test_load import everything, replace
from tests.test_up import get, up

pytestmark = pytest.mark.starts

SEED_DOCUMENTS = 28


@pytest.fixture
def environment(scratch: Server) -> dict[str, str]:
    """A Neo4j that runs already, and a free port for the service."""
    return {**scratch.environment, "ENTENTE_PORT": str(free_port())}


@pytest.fixture
def own(tmp_path: Path) -> Path:
    """A folder of somebody's own, called like no other."""
    return Path(shutil.copytree(SMALL, tmp_path / "vaccines"))


def run(server: Server, statement: str) -> None:
    with neo4j.GraphDatabase.driver(server.uri, auth=("neo4j", server.password)) as driver:
        driver.execute_query(cast(LiteralString, statement))  # pyright: ignore[reportUnknownMemberType]


def documents(text: str, asked: str = "") -> int:
    """How many documents the service has, at the address that a start printed; those that are asked for."""
    api = re.search(r"(http://\S+)/docs", text)
    assert api
    return get(f"{api[1]}/documents?limit=1000{asked}").json()["meta"]["counts"]["documents"]


def test_an_empty_graph_is_filled_with_the_seed_and_then_kept(scratch: Server, environment: dict[str, str]) -> None:
    run(scratch, "MATCH (n) DETACH DELETE n")
    for told in ("28 added", "Nothing to load"):
        with up(environment) as (_, text):
            assert told in text and documents(text) == SEED_DOCUMENTS


def test_own_data_is_served_where_no_folder_is_named(scratch: Server, own: Path, environment: dict[str, str]) -> None:
    scratch.load(own)
    run(scratch, "DROP INDEX titles")  # which an earlier version did not have
    before = everything(scratch)
    with up(environment) as (_, text):
        assert "Serving the data of vaccines (2 documents" in text and documents(text) == 2
        assert documents(text, "&q=plan") == 1
        example = re.search(r"curl '(\S+)'", text)
        assert example and get(example[1]).json()["rows"], "the example that is printed has an answer"
    assert everything(scratch) == before

    replace(own / "documents" / "2025-06-02-news.yaml", "status: active", "status: suspended")
    with up(environment, str(own)) as (_, text):
        assert "ties: 0 added, 2 changed" in text and documents(text) == 2


def test_own_data_gives_way_only_where_that_is_said(
    scratch: Server, own: Path, small: Path, environment: dict[str, str]
) -> None:
    scratch.load(own)
    before = everything(scratch)
    for document in (small / "documents").glob("*.yaml"):
        document.rename(document.with_stem("other" + document.stem))
    done = start_entente(["up", str(small)], environment)
    assert done.returncode == 2 and "holds the data of vaccines (2 documents" in done.stderr
    assert "--replace" in done.stderr and everything(scratch) == before

    with up(environment, "--replace", str(small)) as (_, text):
        assert "documents: 2 added, 0 changed, 2 removed" in text
    with up(environment, "--replace") as (_, text):
        assert documents(text) == SEED_DOCUMENTS


@pytest.mark.parametrize("change", ["SET d.format = 1", "SET d.loading = 'sha256:0'"])
def test_own_data_that_cannot_be_served_is_asked_for(
    scratch: Server, own: Path, environment: dict[str, str], change: str
) -> None:
    scratch.load(own)
    run(scratch, f"MATCH (d:Dataset) {change}")
    before = everything(scratch)
    done = start_entente(["up"], environment)
    assert done.returncode == 2 and "name its folders, as in `entente up FOLDER`" in done.stderr
    assert everything(scratch) == before

    with up(environment, str(own)) as (_, text):
        assert documents(text) == 2
