"""Snapshots: an answer that stays as it was, whatever is loaded later."""

import json
import time
from collections.abc import Iterator
from itertools import product
from pathlib import Path

import httpx
import pytest

from tests.support import Server, run_entente, serving


@pytest.fixture
def service(scratch: Server, small: Path) -> Iterator[httpx.Client]:
    """A client of the service on the small dataset."""
    scratch.load(small)
    with serving(scratch.environment) as client:
        yield client


def freeze(scratch: Server, *question: str) -> str:
    """The path of a new snapshot, as the command says it."""
    done = run_entente(["snapshot", *question], scratch.environment)
    assert done.returncode == 0, done.stderr
    return "/" + done.stdout.strip().split("/", 3)[3]


def test_a_snapshot_stays_the_same_whatever_is_loaded_later(
    scratch: Server, small: Path, service: httpx.Client
) -> None:
    path = freeze(scratch, "ties")
    assert freeze(scratch, "ties") == path, "its id follows from its content"
    live = service.get("/ties").json()
    frozen = {suffix: service.get(f"{path}.{suffix}") for suffix in ("json", "svg", "csv", "md", "png")}
    assert frozen["json"].json() == live
    assert "immutable" in frozen["svg"].headers["cache-control"]
    assert service.get(f"{path}/changes").json()["differs"] is False

    (document,) = (small / "documents").glob("2025*")
    document.unlink()
    scratch.load(small)
    time.sleep(1)  # what a worker may take to notice

    assert service.get("/ties").json() != live
    for suffix, response in frozen.items():
        assert service.get(f"{path}.{suffix}").content == response.content, suffix
    changes = service.get(f"{path}/changes").json()
    assert changes["differs"] is True
    assert changes["newest"] != changes["dataset"] == live["meta"]["dataset"]
    assert changes["changes"]["documents"]["removed"] == [document.stem]
    assert "Newer data differ" in changes["detail"]


def test_a_snapshot_of_an_earlier_version_is_shown_in_every_format(scratch: Server, service: httpx.Client) -> None:
    id = freeze(scratch, "ties").removeprefix("/snapshots/")
    new = {
        "ties": ("standing", "reliability", "documents", "publishers", "reported", "due", "overdue", "conflicts"),
        "claims": ("position", "publisher", "reliability", "about", "inferred"),
    }
    answer = service.get(f"/snapshots/{id}").json()
    for tie in answer["ties"]:
        for name in new["ties"]:
            del tie[name]
        for claim, name in product(tie["claims"], new["claims"]):
            del claim[name]
    scratch.driver.execute_query(
        "MATCH (s:Snapshot {id: $id}) "
        "CREATE (:Snapshot {id: 'abc', created: s.created, dataset: s.dataset, query: s.query, answer: $answer})",
        id=id, answer=json.dumps(answer),
    )  # fmt: skip

    assert service.get("/snapshots/abc").json() == answer, "its JSON is what it was"
    assert service.get("/snapshots/abc/changes").json()["differs"] is False
    for suffix in ("svg", "html", "csv", "md", "docx", "pdf", "xlsx", "jsonld", "cypher", "graphml"):
        assert service.get(f"/snapshots/abc.{suffix}").status_code == 200, suffix
    assert "unverified" in service.get("/snapshots/abc.csv").text


def test_a_snapshot_whose_subject_is_gone_says_so(scratch: Server, small: Path, service: httpx.Client) -> None:
    id = service.get("/entities").json()["entities"][0]["id"]
    path = freeze(scratch, "entity", id)
    scratch.load(Path("seed"))

    changes = service.get(f"{path}/changes").json()
    assert changes["differs"] is True and changes["newest"] is None
    assert "no longer in the data" in changes["detail"]


def test_an_unknown_snapshot_is_not_found(service: httpx.Client) -> None:
    assert service.get("/snapshots/0123456789").status_code == 404
    assert service.get("/snapshots/0123456789/changes").status_code == 404
