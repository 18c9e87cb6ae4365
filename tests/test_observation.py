"""What those who run the service are told of it: the access log, the id of a request, and figures for Prometheus."""

import json
import re
import time
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import httpx
import psutil
import pytest
from prometheus_client.parser import text_string_to_metric_families

from app.queries import catalogue
from tests.support import Server, free_port, serving, until_ready

QUANTUM = "/partners?technology=quantum-clocks"


@dataclass(frozen=True)
class Watched:
    """A service, and the file that its standard output goes to."""

    client: httpx.Client
    output: Path

    def line(self, path: str, **headers: str) -> dict[str, Any]:
        """The line of the access log for a request, which is written when the response has been sent."""
        id = self.client.get(path, headers=headers).headers["x-request-id"]
        for _ in range(100):
            if found := [line for line in self.lines() if line["id"] == id]:
                return found[0]
            time.sleep(0.05)
        raise AssertionError(f"the log has no line for {path}")

    def lines(self) -> list[dict[str, Any]]:
        """All lines of the access log."""
        text = self.output.read_text(encoding="utf-8")
        return [json.loads(line) for line in text[: text.rfind("\n") + 1].splitlines()]

    def figures(self) -> dict[tuple[str, ...], float]:
        """All figures of /metrics: by name, and the values of labels in the order of their names."""
        text = self.client.get("/metrics").raise_for_status().text
        samples = [sample for family in text_string_to_metric_families(text) for sample in family.samples]
        return {
            (sample.name, *(sample.labels[name] for name in sorted(sample.labels))): sample.value for sample in samples
        }


WORKERS = [
    pytest.param("1", id="a worker", marks=pytest.mark.starts),
    pytest.param("2", id="two workers", marks=pytest.mark.starts),
]


@pytest.fixture(scope="module", params=WORKERS)
def watched(
    request: pytest.FixtureRequest, seeded: Server, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Watched]:
    """A service that tells all that it can, with one worker and with two."""
    output = tmp_path_factory.mktemp("log") / "access.log"
    environment = {"ENTENTE_ACCESS_LOG": "true", "ENTENTE_METRICS": "true", "ENTENTE_TRUSTED_PROXIES": "127.0.0.1"}
    with (
        output.open("wb") as file,
        serving({**seeded.environment, **environment}, "--workers", request.param, output=file) as client,
    ):
        yield Watched(until_ready(client), output)


def test_each_request_is_a_line_of_the_log(watched: Watched) -> None:
    first = watched.line(QUANTUM)
    again = [watched.line(QUANTUM) for _ in range(5)][-1]
    dataset = watched.client.get("/ready").json()["dataset"]["version"]

    assert len({line["id"] for line in watched.lines()}) == len(watched.lines())
    assert (first["question"], first["status"], first["dataset"]) == ("partners", 200, dataset)
    assert (again["method"], again["path"], again["query_string"]) == ("GET", "/partners", "technology=quantum-clocks")
    assert again["cache"] == "hit" and 0 < again["seconds"] and again["size"] > 1000 and again["client"] == "127.0.0.1"
    assert re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{6}\+00:00", again["time"])


@pytest.mark.parametrize(
    ("path", "question", "status"),
    [
        ("/ties.csv?limit=3", "ties", 200),
        ("/entities/nasa/neighbours", "neighbours", 200),
        ("/ties/isro--co-develops--nisar", "tie", 200),
        ("/ties?limit=0", "ties", 422),
        ("/entities/nobody", "entity", 404),
        ("/ready", "ready", 200),
        ("/browser/style.grass", "browser", 200),
        ("/nothing/at/all", "none", 404),
        ("/ties?" + "x" * 9_000, "ties", 414),
    ],
)
def test_a_line_names_the_question(watched: Watched, path: str, question: str, status: int) -> None:
    line = watched.line(path)

    assert (line["question"], line["status"]) == (question, status)
    assert len(line["query_string"]) <= 1_000


def test_nothing_in_a_request_writes_into_the_log(watched: Watched) -> None:
    before = len(watched.lines())
    line = watched.line('/ties?technology=quantum%0A{"id":"forged"}%1b[31m"\\&q="};', **{"X-Request-ID": 'x","y":"z'})

    assert len(watched.lines()) == before + 1
    assert "forged" in line["query_string"] and re.fullmatch(r"[0-9a-f]{16}-[0-9a-f]+", line["id"])


def test_a_problem_names_its_request(watched: Watched) -> None:
    given = watched.client.get("/ties?limit=0", headers={"X-Request-ID": "4711-ab.c"})

    assert given.headers["x-request-id"] == "4711-ab.c", "a trusted proxy gave it"
    assert given.json()["instance"] == "/ties#4711-ab.c"


def test_an_id_is_believed_only_of_a_trusted_proxy(client: httpx.Client) -> None:
    ids = {client.get("/health", headers={"X-Request-ID": "mine"}).headers["x-request-id"] for _ in range(3)}

    assert len(ids) == 3 and "mine" not in ids


def test_metrics_count_what_is_asked(watched: Watched) -> None:
    asked = ("entente_requests_total", "hit", "latest", "200")
    watched.client.get("/latest?limit=7").raise_for_status()
    before = watched.figures().get(asked, 0)
    for _ in range(20):
        watched.client.get("/latest?limit=7").raise_for_status()
    watched.client.get("/latest?limit=0")
    figures = watched.figures()

    assert figures[asked] >= before + 19, "kept by at most one more worker"
    assert figures["entente_requests_total", "", "latest", "422"] >= 1
    assert figures["entente_request_seconds_count", "latest"] >= 22
    assert figures["entente_neo4j_read_seconds_count", "ok", "latest"] >= 1
    assert figures["entente_neo4j_reads_in_progress",] >= 0
    assert figures["entente_ready",] == 1 and figures["entente_dataset_loading",] == 0
    assert figures["entente_dataset_records", "ties"] > 500
    dataset = watched.client.get("/ready").json()["dataset"]["version"]
    assert figures["entente_dataset_info", dataset] == 1


def test_labels_are_few_whatever_is_asked(watched: Watched) -> None:
    for number in range(30):
        watched.client.get(f"/nothing-{number}")
    questions = {key[2] for key in watched.figures() if key[0] == "entente_requests_total"}

    assert "none" in questions
    assert len(questions) < len(catalogue) + 20


def test_metrics_are_there_only_where_they_are_asked_for(client: httpx.Client) -> None:
    assert client.get("/metrics").status_code == 404


@pytest.mark.starts
def test_figures_survive_a_worker(seeded: Server) -> None:
    port = free_port()
    with serving({**seeded.environment, "ENTENTE_METRICS": "true"}, "--workers", "2", port=port) as client:
        watched = Watched(until_ready(client), Path())
        for _ in range(20):
            watched.client.get("/latest?limit=7").raise_for_status()
        before = watched.figures()["entente_request_seconds_count", "latest"]
        own = next(one for one in psutil.Process().children() if _serves(one, port))
        for worker in own.children():
            if "spawn_main" in " ".join(worker.cmdline()):
                worker.kill()
        after = figures_of(watched)

        assert after["entente_request_seconds_count", "latest"] >= before


def _serves(process: psutil.Process, port: int) -> bool:
    """Whether a process is the service at a port; one that has ended serves nothing, and has no environment."""
    with suppress(psutil.Error):
        return process.environ().get("ENTENTE_PORT") == str(port)
    return False


def figures_of(watched: Watched) -> dict[tuple[str, ...], float]:
    """The figures, as soon as another worker is there to tell them."""
    for _ in range(100):
        try:
            return watched.figures()
        except httpx.TransportError:
            time.sleep(0.1)
    raise AssertionError("no worker answers")
