"""When the database is away, slow or empty: what a reader is told, and how it ends."""

import asyncio
import re
import threading
import time
from collections.abc import Generator, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import httpx
import neo4j
import psutil
import pytest
import uvicorn
from fastapi import FastAPI

from app.answers.service import WATCH_SECONDS, Service
from app.domain.answer import Subgraph
from app.errors import Unavailable
from app.graph.client import Graph
from app.http.app import Operation, create_app
from app.loading.load import load
from app.queries import catalogue
from app.queries.base import Query
from app.queries.statements import Statement
from tests.support import SEED, Server, free_port, local_server, serving, until_ready

pytestmark = pytest.mark.starts


@pytest.fixture(scope="module")
def fragile(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """A Neo4j that tests stop and start."""
    with local_server(tmp_path_factory.mktemp("fragile")) as server:
        yield server


def test_an_empty_graph_says_how_to_fill_it(fragile: Server) -> None:
    with serving(fragile.environment) as client:
        for path in ("/ready", "/ties"):
            response = client.get(path)
            assert response.status_code == 503
            assert "entente load" in response.json()["detail"]
        assert client.get("/health").status_code == 200


KEPT = "/partners?technology=quantum"


def test_a_database_that_goes_and_comes_back(fragile: Server) -> None:
    fragile.load(SEED)
    assert fragile.local
    with serving(fragile.environment) as client:
        until_ready(client)
        before = client.get(KEPT)
        assert before.status_code == 200

        fragile.local.stop()
        assert_away(client, before)
        fragile.local.start()
        until_ready(client)
        after = client.get(KEPT)
        assert after.content == before.content and "cache-status" not in after.headers


def test_a_database_that_hangs_and_goes_on(fragile: Server) -> None:
    """Nothing refuses a connection, and nothing answers on one."""
    fragile.restart()
    fragile.load(SEED)
    assert fragile.local
    process = psutil.Process(fragile.local.status().pid)
    with serving(fragile.environment) as client:
        until_ready(client)
        before = client.get(KEPT)
        process.suspend()
        try:
            assert_away(client, before)
        finally:
            process.resume()
        until_ready(client)
        after = client.get(KEPT)
        assert after.content == before.content and "cache-status" not in after.headers


def test_a_load_does_not_wait_for_good_for_a_database_that_hangs(
    fragile: Server, small: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    fragile.restart()
    fragile.load(small)
    assert fragile.local
    process = psutil.Process(fragile.local.status().pid)

    def hang(what: str, done: int, total: int) -> None:
        process.suspend()

    async def loading(_: Graph) -> None:
        # Connections of its own: those that all tests share are to be as they were.
        graph = Graph.connect(fragile.uri, "neo4j", fragile.password, "neo4j", time_limit=60)
        try:
            await load(graph, [SEED], hang)
        finally:
            await graph.close()

    monkeypatch.setattr("app.graph.client.LONG_SILENCE_SECONDS", 2.0)
    try:
        with pytest.raises(Unavailable, match="has said nothing for 2 seconds"):
            fragile.use(loading)
    finally:
        process.resume()
    fragile.load(SEED)


def service_gives_as_fresh(client: httpx.Client) -> bool:
    """Whether the service has not noticed yet that the database is away."""
    response = client.get(KEPT)
    return response.is_success and "cache-status" not in response.headers


def assert_away(client: httpx.Client, before: httpx.Response) -> None:
    """What readers get while the database is away: soon a 503, and answers that are kept, which say that they are."""
    for path in ("/ready", "/ties"):
        started = time.monotonic()
        response = client.get(path)
        assert time.monotonic() - started < 5
        assert response.status_code == 503
        assert int(response.headers["Retry-After"]) > 0
        assert response.headers["content-type"] == "application/problem+json"
    assert client.get("/health").status_code == 200, "the process lives all the same"

    while service_gives_as_fresh(client):
        time.sleep(0.05)
    same, in_other_words = client.get(KEPT), client.get(f"{KEPT}&limit=100")
    for response in (same, in_other_words, client.head(KEPT)):
        assert response.status_code == 200
        assert re.match(r"entente; hit; ttl=-\d+;", response.headers["cache-status"])
        assert int(response.headers["age"]) > 0 and response.headers["cache-control"] == "no-cache"
    assert same.content == in_other_words.content == before.content


def test_a_stale_answer_is_given_no_longer_than_the_setting_says(fragile: Server) -> None:
    fragile.restart()
    fragile.load(SEED)
    assert fragile.local
    with serving(fragile.environment | {"ENTENTE_STALE_LIMIT": "3"}) as client:
        until_ready(client).get(KEPT)
        fragile.local.stop()
        while service_gives_as_fresh(client):
            time.sleep(0.05)
        while (response := client.get(KEPT)).is_success:
            assert float(response.headers["age"]) <= 3
        assert response.status_code == 503


def retried(client: httpx.Client, path: str) -> httpx.Response:
    """The first good answer within a minute."""
    deadline = time.monotonic() + 60
    while (response := client.get(path)).status_code in (503, 504) and time.monotonic() < deadline:
        time.sleep(0.5)
    assert response.status_code == 200, response.text
    return response


def test_the_service_starts_before_the_database(fragile: Server) -> None:
    assert fragile.local
    fragile.restart()
    fragile.load(SEED)
    fragile.local.stop()
    with serving(fragile.environment) as client:
        assert client.get("/ready").status_code == 503
        fragile.local.start()
        assert retried(client, "/ready").json()["status"] == "ready"


def test_a_new_dataset_is_answered_from_within_a_second(scratch: Server, small: Path) -> None:
    scratch.load(small)
    with serving(scratch.environment) as client:
        first = client.get("/ties?disputed=include").json()
        (small / "documents" / "2025-06-02-news.yaml").unlink()
        loaded = scratch.load(small)
        time.sleep(1)
        second = client.get("/ties?disputed=include").json()

    assert first["meta"]["counts"]["ties"] == 5
    assert second["meta"]["counts"]["ties"] == 4
    assert second["meta"]["dataset"] == loaded.version != first["meta"]["dataset"]
    assert [document["id"] for document in second["documents"]] == ["2024-03-01-plan"]


@contextmanager
def in_process(app: FastAPI) -> Generator[httpx.Client]:
    """A client of a service in a thread of this process, over HTTP all the same."""
    server = uvicorn.Server(uvicorn.Config(app, port=free_port(), log_level="warning"))
    thread = threading.Thread(target=server.run)
    thread.start()
    while not server.started:
        assert thread.is_alive()
        time.sleep(0.05)
    try:
        with httpx.Client(base_url=f"http://127.0.0.1:{server.config.port}", timeout=30, trust_env=False) as client:
            yield client
    finally:
        server.should_exit = True
        thread.join()


def test_ready_once_the_questions_have_been_asked(seeded: Server, monkeypatch: pytest.MonkeyPatch) -> None:
    """The service answers from the start, and is ready when each question has been asked; here, in its plain form."""
    asked: list[str] = []
    may_go_on = threading.Event()
    answer = Service.answer

    async def slow(service: Service, query: Query, *more: Any) -> Subgraph:
        while not may_go_on.is_set():
            await asyncio.sleep(0.01)
        asked.append(query.name)
        return await answer(service, query, *more)

    monkeypatch.setattr(Service, "answer", slow)
    monkeypatch.setattr("app.answers.warmup.NARROWED", ((),))
    monkeypatch.setattr("app.answers.warmup.LOOKUPS", ((),))
    graph = Graph.connect(seeded.uri, "neo4j", seeded.password, "neo4j", time_limit=10)
    with in_process(create_app(graph, Operation(record_cache_bytes=10**7, warmup_seconds=60))) as client:
        response = client.get("/ready")
        assert response.status_code == 503 and "warming up" in response.json()["detail"]
        assert response.json()["dataset"]["ties"] == 527, "which the page shows meanwhile"
        may_go_on.set()
        retried(client, "/ready")
        assert set(asked) == set(catalogue)
        assert client.get("/partners?technology=quantum").json()["rows"]


def test_questions_that_take_long_to_ask_do_not_hold_up_readiness_for_good(
    seeded: Server, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def endless(service: Service, query: Query) -> Subgraph:
        await asyncio.Event().wait()
        raise AssertionError

    monkeypatch.setattr(Service, "answer", endless)
    graph = Graph.connect(seeded.uri, "neo4j", seeded.password, "neo4j", time_limit=10)
    with in_process(create_app(graph, Operation(record_cache_bytes=10**7, warmup_seconds=0.1))) as client:
        assert retried(client, "/ready").json()["status"] == "ready"


def test_a_query_past_its_time_limit_gives_504(seeded: Server, monkeypatch: pytest.MonkeyPatch) -> None:
    endless = "UNWIND range(1, 1000000000) AS n WITH count(n) AS c RETURN c AS version, [] AS rows, null AS excluded"

    def statement_of(query: Query, count_excluded: bool = True) -> Statement:
        return Statement(endless, {})

    monkeypatch.setattr("app.answers.service.statement_of", statement_of)
    graph = Graph.connect(seeded.uri, "neo4j", seeded.password, "neo4j", time_limit=5)
    with in_process(create_app(graph, Operation(record_cache_bytes=10**7))) as client:
        started = time.monotonic()
        response = client.get("/ties")
        assert response.status_code == 504, "a server at work is not a silent one"
        assert time.monotonic() - started < 11
        assert "limit" in response.json()["detail"]


@contextmanager
def breakable(
    server: Server, monkeypatch: pytest.MonkeyPatch, error: Exception
) -> Generator[tuple[httpx.Client, threading.Event]]:
    """A client of a service that is ready, and the event that makes all its reads of the graph fail."""
    broken = threading.Event()
    read_once = Graph._read_once  # pyright: ignore[reportPrivateUsage]

    async def failing(graph: Graph, asked: Any) -> Any:
        if broken.is_set():
            raise error
        return await read_once(graph, asked)

    monkeypatch.setattr(Graph, "_read_once", failing)
    graph = Graph.connect(server.uri, "neo4j", server.password, "neo4j", time_limit=10)
    with in_process(create_app(graph, Operation(record_cache_bytes=10**7, stale_limit=60))) as client:
        yield until_ready(client), broken


def test_what_was_kept_of_a_dataset_that_is_gone_is_not_given_as_stale(
    scratch: Server, small: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    scratch.load(small)
    with breakable(scratch, monkeypatch, neo4j.exceptions.ServiceUnavailable("away")) as (client, broken):
        first = client.get("/ties?limit=3")
        (small / "documents" / "2025-06-02-news.yaml").unlink()
        broken.set()
        while service_is_ready(client):
            time.sleep(0.05)
        assert client.get("/ties?limit=3").content == first.content
        broken.clear()
        scratch.load(small)
        until_ready(client)
        broken.set()
        while service_is_ready(client):
            time.sleep(0.05)
        assert client.get("/ties?limit=3").status_code == 503


def service_is_ready(client: httpx.Client) -> bool:
    """Whether the service has not noticed yet that the database is away."""
    return client.get("/ready").is_success


@pytest.mark.parametrize(
    "error",
    [
        neo4j.exceptions.DatabaseError("panic"),
        neo4j.exceptions.ClientError("panic"),
        RuntimeError("what nobody thought of"),
    ],
)
def test_nothing_ends_the_watch_over_the_dataset(
    seeded: Server, monkeypatch: pytest.MonkeyPatch, error: Exception
) -> None:
    """A Neo4j whose disk is full fails in ways that have no name here; when it is well again, so is the service."""
    with breakable(seeded, monkeypatch, error) as (client, broken):
        broken.set()
        time.sleep(3 * WATCH_SECONDS)
        if isinstance(error, neo4j.exceptions.Neo4jError):
            for path in ("/ready", "/ties"):
                response = client.get(path)
                assert response.status_code == 503 and "panic" in response.json()["detail"]
                assert response.headers["content-type"] == "application/problem+json"
        broken.clear()
        assert retried(client, "/ready").json()["status"] == "ready"
        assert client.get("/ties").status_code == 200
