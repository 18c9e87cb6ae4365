"""Snapshots: an answer that stays as it was, whatever is loaded later."""

import time
from collections.abc import Iterator
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
