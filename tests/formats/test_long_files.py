"""Files of more than is held at once are sent part after part: whole, each record once, or broken off."""

import asyncio
import csv
import gc
import gzip
import os
import shutil
import warnings
from collections.abc import Generator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import Any

import httpx
import orjson
import pytest
from click.testing import CliRunner

from app.answers import extent
from app.answers.record_cache import VersionChanged
from app.answers.service import Service
from app.cli.main import cli
from app.formats import formats
from app.graph.client import Graph
from app.http import responses
from app.http.app import Operation, create_app
from tests.support import SMALL, Server, apart, until_ready
from tests.test_outage import in_process

PART = 8
"""Results in a part here, so that the seed fills many."""


@contextmanager
def service(server: Server, file_results: int = 10**6) -> Generator[httpx.Client]:
    """A service in this process."""
    graph = Graph.connect(server.uri, "neo4j", server.password, "neo4j", time_limit=10)
    try:
        with in_process(create_app(graph, Operation(10**7, file_results=file_results))) as client:
            yield until_ready(client)
    finally:
        # A service that ends may break off a reading, whose socket is then left to be collected: no fault of a test.
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", ResourceWarning)
            gc.collect()


@pytest.fixture(autouse=True)
def short_parts(monkeypatch: pytest.MonkeyPatch) -> None:
    """Makes what is long here shorter."""
    of_parts(monkeypatch, PART)


def of_parts(monkeypatch: pytest.MonkeyPatch, size: int) -> None:
    monkeypatch.setattr(extent, "LARGEST_PAGE", size)
    for suffix in ("csv", "jsonl", "ftm", "md", "xlsx"):
        monkeypatch.setitem(formats(), suffix, replace(formats()[suffix], results=size))  # pyright: ignore


ASKED = [
    "/ties.csv", "/ties.csv?table=entities", "/ties.csv?table=claims", "/changes.csv?since=2024-01&table=documents",
    "/partners.csv?technology=space", "/partners.csv?technology=space&table=ties", "/entities.csv",
    "/timeline.csv?technology=space", "/claims.csv", "/latest.csv?as_of=2025",
]  # fmt: skip


@pytest.mark.parametrize("path", ASKED)
def test_a_long_file_is_what_it_would_be_at_once(seeded: Server, client: httpx.Client, path: str) -> None:
    at_once = client.get(path)
    with service(seeded) as parts:
        long = parts.get(path)

    assert "content-length" not in long.headers
    assert long.headers["entente-dataset"] == at_once.headers["entente-dataset"]
    lines, all_lines = (list(csv.reader(one.content.decode("utf-8-sig").splitlines())) for one in (long, at_once))
    assert lines[0] == all_lines[0] and len(lines) == len(all_lines) > PART
    assert sorted(lines) == sorted(all_lines) and ("table" in path or lines == all_lines)


def test_json_lines_end_with_how_much_there_is(seeded: Server, client: httpx.Client) -> None:
    at_once = [orjson.loads(line) for line in client.get("/changes.jsonl?since=2024-01").content.splitlines()]
    with service(seeded) as parts:
        long = [orjson.loads(line) for line in parts.get("/changes.jsonl?since=2024-01").content.splitlines()]

    meta, *records = at_once
    assert long[0] == {"part": "meta", "record": {k: v for k, v in meta["record"].items() if k != "counts"}}
    assert sorted(map(orjson.dumps, long[1:-1])) == sorted(map(orjson.dumps, records))
    counts = {**meta["record"]["counts"], "rows": sum(record["part"] == "rows" for record in records)}
    assert long[-1] == {"part": "counts", "record": counts}


def test_a_long_file_of_followthemoney_has_each_record_once(seeded: Server, client: httpx.Client) -> None:
    at_once = _without_address(client, client.get("/ties.ftm"))
    with service(seeded) as parts:
        long = _without_address(parts, parts.get("/ties.ftm"))

    assert len(long) == len(at_once) > PART and set(long) == set(at_once)


def _without_address(client: httpx.Client, response: httpx.Response) -> list[str]:
    return response.text.replace(str(client.base_url).rstrip("/"), "").splitlines()


def test_a_long_file_is_compressed_on_its_way_and_head_sends_none_of_it(seeded: Server) -> None:
    with service(seeded) as client:
        plain = client.get("/ties.csv", headers={"Accept-Encoding": "identity"})
        with client.stream("GET", "/ties.csv", headers={"Accept-Encoding": "gzip"}) as response:
            compressed = b"".join(response.iter_raw())
            assert response.headers["content-encoding"] == "gzip" and "Link" not in response.headers
        assert gzip.decompress(compressed) == plain.content and len(compressed) < len(plain.content) / 3
        head = client.head("/ties.csv")
        assert head.status_code == 200 and head.headers["content-type"] == plain.headers["content-type"]


def test_more_than_a_file_may_hold_is_refused_before_it_begins(seeded: Server) -> None:
    with service(seeded, file_results=100) as client:
        refused = client.get("/entities.csv")
        assert refused.status_code == 422
        assert "results answer, and a file holds 100 here" in refused.text and "limit and after" in refused.text
        assert client.get("/entities.csv?kind=Bloc").status_code == 200
        assert client.get("/entities.csv?limit=200").status_code == 200, "a page"
        assert client.get("/entities").status_code == 200


def test_what_is_no_more_one_dataset_is_broken_off(
    scratch: Server, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    scratch.load(SMALL)
    newer = Path(shutil.copytree(SMALL, tmp_path / "newer"))
    (newer / "documents" / "2025-06-02-news.yaml").unlink()
    of_parts(monkeypatch, 1)
    at_rest, loaded = Service.answer, list[Any]()

    async def answer(self: Service, query: Any, *more: Any) -> Any:
        if getattr(query, "after", None) and not loaded:
            loaded.append(await asyncio.to_thread(scratch.load, newer))
        return await at_rest(self, query, *more)

    monkeypatch.setattr(Service, "answer", answer)
    with service(scratch) as client:
        with pytest.raises(httpx.RemoteProtocolError):
            client.get("/entities.csv")
        assert loaded, "while it was being sent"
        assert len(client.get("/entities.csv").text.splitlines()) > 2, "of the newer one"


def test_a_dataset_that_goes_before_a_long_file_begins_is_said(seeded: Server, monkeypatch: pytest.MonkeyPatch) -> None:
    async def total(*asked: Any) -> int:
        raise VersionChanged("another load is done")

    monkeypatch.setattr(Service, "total", total)
    with service(seeded) as client:
        response = client.get("/ties.csv")
        assert response.status_code == 503 and "was replaced before all was read" in response.json()["detail"]


def test_so_many_long_files_at_once_and_no_more(seeded: Server, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(responses, "STREAMS", 0)
    with service(seeded) as client:
        busy = client.get("/ties.csv")
        assert busy.status_code == 503 and "Retry-After" in busy.headers
        assert client.get("/ties.csv?limit=20").status_code == 200


def test_what_others_hold_of_a_long_answer_says_how_long_it_is(seeded: Server) -> None:
    with service(seeded) as client:
        ties = client.get("/ready").json()["dataset"]["ties"] - 4  # as many are disputed
        assert f"it holds {PART} of {ties} ties, and more follow at" in client.get("/ties.md").text


def test_the_command_writes_a_long_file_too_and_none_that_is_not_whole(
    seeded: Server, client: httpx.Client, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name, value in seeded.environment.items():
        monkeypatch.setenv(name, value)
    written = tmp_path / "ties.csv"

    def write() -> int:
        return apart(lambda: CliRunner().invoke(cli, ["ties", "-o", str(written)]).exit_code)

    assert write() == 0
    assert written.read_bytes() == client.get("/ties.csv").content
    written.write_text("before")
    monkeypatch.setattr(extent, "LARGEST_PAGE", 0)  # what cannot be asked for, as an error in mid-way
    assert write()
    assert written.read_text() == "before" and os.listdir(tmp_path) == ["ties.csv"]
