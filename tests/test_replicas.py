"""Several Neo4j servers that are loaded alike: any may go away, and no reader gets less, older or a mix for it."""

import threading
import time
from collections.abc import Generator, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from itertools import pairwise
from pathlib import Path
from typing import NamedTuple

import httpx
import psutil
import pytest

from app.local import LocalNeo4j
from tests.support import SMALL, Server, local_server, run_entente, serving, until_ready
from tests.test_load import load_in_steps_of
from tests.test_properties import write

pytestmark = pytest.mark.starts

READERS = 2

UNKEPT = {"ENTENTE_RESPONSE_CACHE_BYTES": "0", "ENTENTE_TIME_LIMIT": "60"}
"""What makes a service ask Neo4j for each answer, and wait for it however busy this machine is."""


@pytest.fixture(scope="module")
def other(scratch: Server, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """A second Neo4j, with the password of the first."""
    home = tmp_path_factory.mktemp("other")
    (home / "password").write_text(scratch.password, encoding="utf-8")
    with local_server(home) as server:
        yield server


@pytest.fixture
def both(scratch: Server, other: Server) -> dict[str, str]:
    """What makes the command use both."""
    other.restart()
    return {**scratch.environment, "NEO4J_URI": f"{scratch.uri},{other.uri}"}


@pytest.fixture
def newer(small: Path) -> Path:
    """The small dataset with a document less."""
    (small / "documents" / "2025-06-02-news.yaml").unlink()
    return small


def load_one_later(one: Server, rest: Server, folder: Path) -> str:
    """The version of what one of two has, which held the same, a second later: so finely datasets tell their time."""
    for server in (one, rest):
        server.load(SMALL)
    time.sleep(1)
    return one.load(folder).version


class Answer(NamedTuple):
    """What a reader was given: its dataset with its number of ties, what is odd of it, or what is wrong."""

    dataset: str
    ties: int
    said: str = ""


def read(client: httpx.Client, limit: int) -> Answer:
    """The answer to a question that nobody has asked before, if its limit is another."""
    response = client.get(f"/ties?disputed=include&limit={limit}")
    found = response.json()
    if response.status_code != 200:
        return Answer("", 0, found["detail"])
    odd = response.headers.get("cache-status") or found["meta"].get("note") or ""
    return Answer(found["meta"]["dataset"], len(found["ties"]), odd)


@contextmanager
def readers(client: httpx.Client) -> Generator[list[list[Answer]]]:
    """Readers who ask without end while the block runs; at its end what each was given, in order."""
    done, answers = threading.Event(), [list[Answer]() for _ in range(READERS)]

    def ask(number: int) -> None:
        limit = number + 10  # more than there are ties
        while not done.is_set():
            answers[number].append(read(client, limit))
            time.sleep(0.02)  # else they would leave Neo4j no time to load
            limit = limit + READERS if limit < 490 else number + 10

    with ThreadPoolExecutor(READERS) as threads:
        asking = [threads.submit(ask, number) for number in range(READERS)]
        try:
            yield answers
        finally:
            done.set()
    for one in asking:
        one.result()


def until_answered(answers: list[list[Answer]], number: int) -> None:
    """Returns once each reader has been given so many more answers."""
    wanted = [len(one) + number for one in answers]
    deadline = time.monotonic() + 60
    while any(len(one) < most for one, most in zip(answers, wanted, strict=True)):
        assert time.monotonic() < deadline
        time.sleep(0.05)


def process_of(server: Server) -> psutil.Process:
    """The process of a Neo4j."""
    return psutil.Process(local(server).status().pid)


def local(server: Server) -> LocalNeo4j:
    """A Neo4j that tests may end."""
    assert server.local
    return server.local


def test_a_load_goes_from_one_to_the_next_and_readers_from_the_old_dataset_to_the_new(
    scratch: Server, other: Server, both: dict[str, str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The load takes steps, each a whole dataset on the way; readers are kept away from the server that is on it."""
    load_in_steps_of(2, monkeypatch)
    old = scratch.load(SMALL).version
    assert other.load(SMALL).version == old
    time.sleep(1)
    another_world = write(tmp_path / "another", {})
    with serving(both | UNKEPT) as client:
        until_ready(client)
        with readers(client) as answers:
            loaded = run_entente(["load", str(another_world)], both)
            while read(client, 10).dataset == old:
                time.sleep(0.1)
            until_answered(answers, 1)
    assert loaded.returncode == 0 and loaded.stdout.count("Loaded sha256:") == 1, "once, of both the same"
    new = scratch.load(another_world).version
    assert other.load(another_world).version == new
    for one in answers:
        assert {*one} == {Answer(old, 5), Answer(new, 0)}
        assert sum(before != after for before, after in pairwise(one)) == 1, "nobody is taken back"


def test_what_is_given_is_the_newest_dataset_that_is_there(
    scratch: Server, other: Server, both: dict[str, str], newer: Path
) -> None:
    new = load_one_later(other, scratch, newer)
    old = scratch.record("MATCH (dataset:Dataset) RETURN dataset.version AS version")["version"]
    with serving(both) as client:
        assert read(until_ready(client), 10).dataset == new
        process_of(other).suspend()
        until_given(client, old)  # better than none
        process_of(other).resume()
        until_given(client, new)


def until_given(client: httpx.Client, version: str) -> None:
    """Returns once answers are of a dataset."""
    deadline = time.monotonic() + 30
    while read(client, 10).dataset != version:
        assert time.monotonic() < deadline
        time.sleep(0.1)


def test_a_snapshot_is_in_each_server(scratch: Server, other: Server, both: dict[str, str], newer: Path) -> None:
    for server in (scratch, other):
        server.load(SMALL)
    frozen = run_entente(["snapshot", "ties", "--limit", "3"], both)
    asked = "MATCH (snapshot:Snapshot {id: $id}) RETURN count(snapshot) AS found"
    for server in (scratch, other):
        assert server.record(asked, id=frozen.stdout.strip().rsplit("/")[-1])["found"] == 1


def test_bookmarks_are_neither_given_nor_heeded(scratch: Server, both: dict[str, str]) -> None:
    """A bookmark says what one server has done."""
    scratch.load(SMALL)
    with serving(scratch.environment) as alone:
        bookmark = until_ready(alone).get("/ties").headers["Entente-Bookmark"]
    with serving(both) as client:
        response = until_ready(client).get("/ties", headers={"Entente-Bookmark": bookmark})
        assert response.status_code == 200 and "Entente-Bookmark" not in response.headers


@pytest.mark.parametrize("uris", ["bolt://one neo4j://two", "neo4j+s://one, neo4j+s://two"])
def test_several_clusters_are_refused(uris: str) -> None:
    asked = run_entente(["ties"], {"NEO4J_URI": uris})

    assert asked.returncode == 1 and "a cluster is named once" in asked.stderr


@pytest.mark.parametrize("how", ["hang", "kill"])
def test_no_reader_notices_that_a_server_goes_away(
    scratch: Server, other: Server, both: dict[str, str], newer: Path, how: str
) -> None:
    version = load_one_later(other, scratch, newer)
    with serving(both | UNKEPT) as client:
        until_ready(client)
        scratch.load(newer)  # readers stay with the other, which was the only one that held this
        process = process_of(other)
        with readers(client) as answers:
            until_answered(answers, 20)
            process.suspend() if how == "hang" else process.kill()
            until_answered(answers, 20)
        if how == "hang":
            process.resume()
        else:
            loaded = run_entente(["load", str(newer)], both)
            assert loaded.returncode == 4 and f":{local(other).ports.bolt}" in loaded.stderr, "it says which is away"
    assert {answer for one in answers for answer in one} == {Answer(version, 4)}
