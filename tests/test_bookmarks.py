"""What a reader has seen of the graph is never taken back, whichever worker or server answers next."""

import base64
import shutil
from collections.abc import Generator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path

import httpx
import pytest

from app.graph.client import Graph
from app.http.app import Operation, create_app
from tests.support import SMALL, Server, until_ready
from tests.test_outage import in_process

pytestmark = pytest.mark.starts

HEADER = "Entente-Bookmark"
KEPT, OTHER = "/ties?disputed=include", "/documents"


@contextmanager
def worker(server: Server) -> Generator[httpx.Client]:
    """A worker that addresses its server as one addresses a cluster."""
    uri = server.uri.replace("bolt://", "neo4j://")
    graph = Graph.connect(uri, "neo4j", server.password, "neo4j", time_limit=10)
    with in_process(create_app(graph, Operation(record_cache_bytes=10**7))) as client:
        yield until_ready(client)


@pytest.fixture
def newer(tmp_path: Path) -> Path:
    """The small dataset with a document less."""
    folder = Path(shutil.copytree(SMALL, tmp_path / "newer"))
    (folder / "documents" / "2025-06-02-news.yaml").unlink()
    return folder


def later(bookmark: str, transactions: int) -> str:
    """The bookmark of a state so many transactions later: the number stands between 19 bytes and the last."""
    head, number, end = (content := base64.b64decode(bookmark[3:]))[:19], content[19:-1], content[-1:]
    value = number[0] if len(number) == 1 else int.from_bytes(number[1:], "big")
    return "FB:" + base64.b64encode(head + b"\xca" + (value + transactions).to_bytes(4, "big") + end).decode()


def dataset(client: httpx.Client, path: str, bookmark: str | None = None) -> tuple[str, str]:
    """The version that an answer tells of, and its bookmark."""
    response = client.get(path, headers={HEADER: bookmark} if bookmark else {})
    assert response.status_code == 200, response.text
    return response.headers["entente-dataset"], response.headers[HEADER]


def test_no_worker_gives_an_older_answer_than_a_reader_has_seen(
    scratch: Server, newer: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("app.answers.service.WATCH_SECONDS", 3600)  # a worker notices a load by its answers alone
    old = scratch.load(SMALL).version
    with worker(scratch) as one, worker(scratch) as other:
        assert dataset(one, KEPT)[0] == dataset(other, KEPT)[0] == old
        new = scratch.load(newer).version
        assert dataset(other, KEPT)[0] == old, "kept"

        seen, bookmark = dataset(one, OTHER)
        assert seen == new
        assert dataset(other, KEPT, bookmark)[0] == new
        assert dataset(one, KEPT, bookmark)[0] == new, "the worker that gave the bookmark has older answers too"
        assert dataset(one, KEPT)[0] == new


def test_a_server_that_lags_is_waited_for(scratch: Server, newer: Path) -> None:
    scratch.load(SMALL)
    with worker(scratch) as client, ThreadPoolExecutor(1) as thread:
        _, bookmark = dataset(client, KEPT)
        asked = thread.submit(dataset, client, KEPT, later(bookmark, 1))
        assert not asked.done()
        assert scratch.load(newer).version == asked.result()[0]


def test_a_server_that_does_not_catch_up_in_time_is_said(scratch: Server, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("app.graph.client.CATCH_UP_SECONDS", 0.5)
    scratch.load(SMALL)
    with worker(scratch) as client:
        _, bookmark = dataset(client, KEPT)
        response = client.get(KEPT, headers={HEADER: later(bookmark, 100_000)})
        assert response.status_code == 503 and "caught up" in response.json()["detail"]
        assert int(response.headers["Retry-After"]) > 0
        assert dataset(client, KEPT)[1] == bookmark, "nobody else has to wait for it"


@pytest.mark.parametrize("text", ["rubbish", "FB:rubbish", "x" * 1001])
def test_what_is_no_bookmark_is_refused(client: httpx.Client, text: str) -> None:
    response = client.get("/partners?technology=quantum", headers={HEADER: text})
    assert response.status_code == 422
    assert response.json()["errors"][0]["parameter"] == HEADER


def test_every_answer_has_a_bookmark_and_caches_are_told(client: httpx.Client) -> None:
    first = client.get("/partners?technology=quantum")
    again = client.get(
        "/partners?technology=quantum", headers={HEADER: first.headers[HEADER], "If-None-Match": first.headers["etag"]}
    )
    assert again.status_code == 304 and again.headers[HEADER] == first.headers[HEADER]
    assert HEADER in first.headers["vary"]
