"""`entente up` as a newcomer meets it: everything starts, everything stops, nothing stays behind."""

import os
import re
import shutil
import signal
import socket
import subprocess
import time
from collections.abc import Generator, Iterable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

import httpx
import psutil
import pytest

from tests.support import COLD, ENTENTE, ROOT, run_entente, start_entente

pytestmark = pytest.mark.starts


@contextmanager
def up(
    environment: Mapping[str, str], *arguments: str, command: Path = ENTENTE, cwd: Path = ROOT
) -> Generator[tuple[subprocess.Popen[str], str]]:
    """`entente up …`, and what it prints until it serves; ended if the test has not ended it."""
    with subprocess.Popen(
        [command, "up", *arguments],
        env={**os.environ, **COLD, **environment},
        cwd=cwd,
        stdout=subprocess.PIPE,
        text=True,
    ) as process:
        assert process.stdout
        try:
            yield process, "".join(_until(process.stdout, "Ctrl-C"))
        finally:
            process.send_signal(signal.SIGTERM)


def _until(lines: Iterable[str], last: str) -> Iterator[str]:
    for line in lines:
        yield line
        if last in line:
            return


def get(address: str) -> httpx.Response:
    """What an address that was printed leads to, once the service listens."""
    for _ in range(100):
        try:
            return httpx.get(address, trust_env=False, follow_redirects=True, timeout=10)
        except httpx.TransportError:
            time.sleep(0.1)
    raise AssertionError(f"{address} does not answer")


def belonging(environment: Mapping[str, str]) -> list[psutil.Process]:
    """The processes that name the home of a test."""
    home = environment["ENTENTE_HOME"]
    return [process for process in psutil.process_iter(["cmdline"]) if home in " ".join(process.info["cmdline"] or [])]


def test_up_starts_everything_and_a_signal_stops_it(environment: dict[str, str]) -> None:
    with up({**environment, "ENTENTE_WARMUP_SECONDS": "3"}) as (process, text):
        example = re.search(r"curl '([^']+)'", text)
        browser = re.search(r"(http://\S+/browser/)", text)
        docs = re.search(r"(http://\S+/docs)", text)
        assert example and browser and docs and "user neo4j, password" in text and "it can change the graph" in text
        assert get(example[1]).json()["rows"]
        assert get(browser[1]).status_code == 200 and get(docs[1]).status_code == 200
        assert belonging(environment)

        process.send_signal(signal.SIGINT)
        assert process.wait(timeout=30) == 0
    assert not belonging(environment)

    with up(environment) as (process, text):
        assert "Nothing to load" in text, "the data is there still"
        process.send_signal(signal.SIGTERM)
        process.wait(timeout=30)
    assert not belonging(environment)


def test_up_starts_a_neo4j_again_that_was_killed(environment: dict[str, str], seed_home: Path) -> None:
    shutil.copytree(seed_home, Path(environment["ENTENTE_HOME"]) / "neo4j")
    with up(environment) as (process, text):
        example = re.search(r"curl '([^']+)'", text)
        assert example and get(example[1]).status_code == 200
        (killed,) = belonging(environment)
        killed.kill()
        while not (left := belonging(environment)) or left[0].pid == killed.pid:
            assert process.poll() is None
            time.sleep(0.1)
        while not get(example[1].replace("/partners", "/ties")).is_success:
            time.sleep(0.1)
        process.send_signal(signal.SIGINT)
        assert process.wait(timeout=30) == 0
    assert not belonging(environment)


def test_workers_do_not_outlive_a_parent_that_was_killed(environment: dict[str, str]) -> None:
    nowhere = {"NEO4J_URI": "bolt://127.0.0.1:1"}
    command = [ENTENTE, "serve", "--workers", "2"]
    with subprocess.Popen(command, env={**os.environ, **environment, **nowhere}) as process:
        get(f"http://127.0.0.1:{environment['ENTENTE_PORT']}/health")
        parent = psutil.Process(process.pid)
        workers = parent.children(recursive=True)
        assert len(workers) >= 2
        parent.kill()
        _, alive = psutil.wait_procs(workers, timeout=60)
        assert not [worker for worker in alive if worker.status() != psutil.STATUS_ZOMBIE]


def test_a_busy_port_is_one_clear_sentence(environment: dict[str, str]) -> None:
    for name in ("ENTENTE_PORT", "ENTENTE_BOLT_PORT"):
        with socket.socket() as taken:
            taken.bind(("127.0.0.1", 0))
            taken.listen()
            port = str(taken.getsockname()[1])
            done = start_entente(["up"], {**environment, name: port})
        assert done.returncode == 3
        assert port in done.stderr and name in done.stderr and "Traceback" not in done.stderr
        assert not belonging(environment)


def test_faults_in_the_data_stop_up_before_it_serves(environment: dict[str, str], small: Path) -> None:
    (small / "technologies.yaml").write_text("- id: Quantum\n")
    done = start_entente(["up", str(small)], environment)

    assert done.returncode == 2 and "small/technologies.yaml:1" in done.stderr
    assert not belonging(environment)


def test_db_starts_tells_and_stops(environment: dict[str, str]) -> None:
    assert "stopped" in run_entente(["db", "status"], environment).stdout
    assert run_entente(["db", "start"], environment).returncode == 0
    assert "running" in run_entente(["db", "status"], environment).stdout
    assert run_entente(["db", "stop"], environment).returncode == 0
    assert not belonging(environment)
