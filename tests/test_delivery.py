"""Answers over HTTP in their formats: kept, tagged, open to other sites, and shut to what does not belong."""

import concurrent.futures
import threading
import time
from typing import Any

import httpx
import pytest

from app.answers import assembly, offload, record_cache
from app.domain.answer import Subgraph
from app.formats import formats
from app.graph.client import Graph
from app.http.app import Operation, create_app
from tests.support import Server, until_ready
from tests.test_outage import in_process

QUESTION = {"technology": "quantum"}


@pytest.mark.parametrize("suffix", ["json", "svg", "csv", "html"])
def test_a_reader_who_has_the_bytes_gets_none_again(client: httpx.Client, suffix: str) -> None:
    first = client.get(f"/partners.{suffix}", params=QUESTION)
    again = client.get(f"/partners.{suffix}", params=QUESTION, headers={"If-None-Match": first.headers["etag"]})
    other = client.get(f"/partners.{suffix}", params=QUESTION, headers={"If-None-Match": '"something-else"'})

    assert first.status_code == other.status_code == 200
    assert again.status_code == 304 and not again.content
    assert again.headers["etag"] == first.headers["etag"]
    assert "max-age" in again.headers["cache-control"]


def test_every_answer_names_its_dataset(client: httpx.Client) -> None:
    version = client.get("/ready").json()["dataset"]["version"]
    for suffix in formats():
        response = client.get(f"/partners.{suffix}", params=QUESTION)
        assert response.headers["entente-dataset"] == version, suffix


@pytest.mark.parametrize("suffix", ["svg", "html", "md", "tex", "bib", "mmd", "dot", "jsonld", "cypher", "json"])
def test_every_text_names_its_dataset(client: httpx.Client, suffix: str) -> None:
    version = client.get("/ready").json()["dataset"]["version"]
    assert version[:19] in client.get(f"/partners.{suffix}", params=QUESTION).text


def test_other_sites_may_read_every_answer_and_frame_only_the_embed(client: httpx.Client) -> None:
    for suffix in formats():
        response = client.get(f"/partners.{suffix}", params=QUESTION, headers={"Origin": "https://example.org"})
        policy = response.headers["content-security-policy"]
        assert response.headers["access-control-allow-origin"] == "*", suffix
        assert "default-src 'none'" in policy and "unsafe" not in policy, suffix
        assert ("frame-ancestors *" in policy) == (suffix == "html"), suffix
        assert response.headers["x-content-type-options"] == "nosniff"


def test_options_are_checked(client: httpx.Client) -> None:
    wrong = client.get("/partners.svg", params=QUESTION | {"theme": "pink"})
    unheeded = client.get("/partners.csv", params=QUESTION | {"theme": "dark"})
    unknown = client.get("/partners.svg", params=QUESTION | {"colour": "dark"})

    assert wrong.json()["errors"][0]["allowed"] == ["light", "dark", "auto"]
    assert wrong.status_code == unheeded.status_code == unknown.status_code == 422
    assert unheeded.json()["errors"][0]["parameter"] == "theme"
    assert {"technology", "theme", "width"} <= set(unknown.json()["errors"][0]["allowed"])


def test_the_address_in_a_figure_is_the_question_s_one_address(client: httpx.Client) -> None:
    url = f"{str(client.base_url).rstrip('/')}/partners?technology=quantum"
    loose = client.get("/partners.svg", params={"limit": 100, "technology": "Quantum", "theme": "light"})

    assert url in loose.text
    assert loose.headers["etag"] == client.get("/partners.svg", params=QUESTION).headers["etag"]


def test_a_figure_is_drawn_once(client: httpx.Client) -> None:
    asked = {"technology": "space", "title": "Drawn once"}
    started = time.perf_counter()
    first = client.get("/partners.png", params=asked)
    cold = time.perf_counter() - started
    started = time.perf_counter()
    again = client.get("/partners.png", params=asked)
    warm = time.perf_counter() - started

    assert first.content == again.content
    assert warm < cold / 3


@pytest.mark.thorough
def test_drawing_does_not_hold_up_other_requests(client: httpx.Client) -> None:
    def draw(number: int) -> int:
        asked = {"limit": 300, "title": f"Number {number}"}
        return httpx.get(client.base_url.join("/ties.png"), params=asked, timeout=60, trust_env=False).status_code

    with concurrent.futures.ThreadPoolExecutor() as threads:
        drawing = [threads.submit(draw, number) for number in range(3)]
        waits: list[float] = []
        while not all(one.done() for one in drawing):
            started = time.perf_counter()
            assert client.get("/health").status_code == 200
            waits.append(time.perf_counter() - started)
            time.sleep(0.02)

    assert [one.result() for one in drawing] == [200] * 3
    assert len(waits) > 10 and sorted(waits)[len(waits) * 9 // 10] < 0.25


@pytest.mark.parametrize(
    "place, name", [(record_cache, "_made"), (assembly, "_rows"), (assembly, "_as_of"), (Subgraph, "json")]
)
def test_much_work_on_an_answer_does_not_hold_up_other_requests(
    seeded: Server, monkeypatch: pytest.MonkeyPatch, place: object, name: str
) -> None:
    """Each kind of work that is long for a large answer goes on only once another request has been answered."""
    work, begun, other_is_answered = getattr(place, name), threading.Event(), threading.Event()

    def waiting(*given: Any) -> Any:
        if asks.is_set():
            begun.set()
            assert other_is_answered.wait(20), "the event loop waited for this work"
        return work(*given)

    asks = threading.Event()
    monkeypatch.setattr(place, name, waiting)
    graph = Graph.connect(seeded.uri, "neo4j", seeded.password, "neo4j", time_limit=10)
    # Of a cache of no bytes each answer reads its records.
    with in_process(create_app(graph, Operation(0))) as client, concurrent.futures.ThreadPoolExecutor() as threads:
        until_ready(client)
        asks.set()
        asked = {"since": "2024", "as_of": "2025-12", "limit": 1000}
        answer = threads.submit(httpx.get, client.base_url.join("/changes"), params=asked, timeout=60, trust_env=False)
        assert begun.wait(20)
        assert client.get("/health").status_code == 200
        other_is_answered.set()
        assert len(answer.result().json()["rows"]) > offload.FEW


def test_more_than_a_format_can_hold_says_how_to_narrow(client: httpx.Client) -> None:
    response = client.get("/ties.mmd", params={"limit": 1000})

    assert response.status_code == 422
    assert "300" in response.json()["detail"] and "technology" in response.json()["detail"]


def test_a_browser_is_shown_the_embed(client: httpx.Client) -> None:
    browser = "text/html,application/xhtml+xml,application/xml;q=0.9,image/avif,*/*;q=0.8"
    response = client.get("/partners", params=QUESTION, headers={"Accept": browser})

    assert response.headers["content-type"].startswith("text/html")


def test_a_title_cannot_inject_anything(client: httpx.Client) -> None:
    title = "</title><script>alert(1)</script>\"'"
    for suffix in ("svg", "html"):
        assert "<script>alert" not in client.get(f"/partners.{suffix}", params=QUESTION | {"title": title}).text


@pytest.mark.parametrize("headers", [{}, {"Accept-Encoding": "gzip"}, {"Origin": "https://example.org"}])
def test_the_same_request_again_gets_the_same_response(client: httpx.Client, headers: dict[str, str]) -> None:
    def ask(**more: str) -> httpx.Response:
        return client.get("/partners", params={"technology": "quantum", "limit": 3}, headers={**headers, **more})

    def plain(response: httpx.Response) -> dict[str, str]:
        own = ("date", "x-request-id")
        return {name: value for name, value in response.headers.items() if name not in own}

    first, again = ask(), ask()
    tagged = [ask(**{"If-None-Match": first.headers["etag"]}) for _ in range(2)]
    markdown = [ask(Accept="text/markdown") for _ in range(2)]

    assert (again.content, plain(again)) == (first.content, plain(first))
    assert [response.status_code for response in tagged] == [304, 304] and not tagged[1].content
    assert markdown[0].content == markdown[1].content != first.content
    assert ("access-control-allow-origin" in again.headers) == ("Origin" in headers)
