"""Fetching Neo4j's jars, from a repository on this machine that fails on demand."""

import errno
import hashlib
import http.server
import io
import os
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from rich.console import Console

from app.errors import LocalError
from app.local import jars
from tests.support import LTS, free_port, lock_of


class Repository:
    """A repository of three jars on this machine that fails on demand: `errors` are statuses to answer first."""

    def __init__(self, folder: Path) -> None:
        self.contents = {f"org/x/{name}.jar": os.urandom(200_000) for name in "abc"}
        self.errors: list[int] = []
        self.asked: list[str] = []
        lines = [f"org.neo4j:neo4j:1 {path} {len(it)} {sha256(it)}" for path, it in self.contents.items()]
        (folder / "lock").write_text("# jars\n" + "\n".join(lines), encoding="utf-8")
        self.lock = jars.read_lock(folder / "lock")
        self.folder = folder / "1" / "lib"
        self.server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), self._handler())
        self.address = f"http://127.0.0.1:{self.server.server_port}"

    def fetch(self) -> None:
        jars.fetch(self.lock, self.folder, Console(file=io.StringIO()), self.address)

    def names(self) -> set[str]:
        return {file.name for file in self.folder.iterdir()}

    def _handler(self) -> type[http.server.BaseHTTPRequestHandler]:
        repository = self

        class Handler(http.server.BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                path = self.path.lstrip("/")
                repository.asked.append(path)
                content = repository.contents.get(path)
                status = repository.errors.pop() if repository.errors else 200 if content else 404
                self.send_response(status)
                self.send_header("Content-Length", str(len(content or b"") if status == 200 else 0))
                self.end_headers()
                self.wfile.write(content or b"" if status == 200 else b"")

            def log_message(self, format: str, *args: object) -> None: ...

        return Handler


def sha256(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()


@pytest.fixture
def repository(tmp_path: Path) -> Iterator[Repository]:
    it = Repository(tmp_path)
    thread = threading.Thread(target=it.server.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    yield it
    it.server.shutdown()
    thread.join()
    it.server.server_close()


def test_fetches_all_once(repository: Repository) -> None:
    repository.folder.mkdir(parents=True)
    (repository.folder / "stray.jar").touch()
    repository.fetch()
    assert repository.names() == {"a.jar", "b.jar", "c.jar"}
    repository.fetch()
    assert len(repository.asked) == 3


def test_an_interrupted_fetch_goes_on_with_what_is_missing(repository: Repository) -> None:
    repository.fetch()
    (repository.folder / "b.jar").unlink()
    (repository.folder / "c.jar").write_bytes(bytes(200_000))
    next(repository.folder.parent.glob("complete-*")).unlink()
    repository.fetch()
    assert sorted(repository.asked[3:]) == ["org/x/b.jar", "org/x/c.jar"]


def test_passing_faults_are_tried_again(repository: Repository) -> None:
    repository.errors = [503, 429]
    repository.fetch()
    assert len(repository.asked) == 5


def test_a_jar_with_another_hash_is_thrown_away(repository: Repository) -> None:
    repository.contents["org/x/b.jar"] = bytes(200_000)
    with pytest.raises(LocalError, match=r"b\.jar .*does not match its SHA-256"):
        repository.fetch()
    assert "b.jar" not in repository.names() and not any(name.endswith(".part") for name in repository.names())


def test_a_missing_jar_is_named(repository: Repository) -> None:
    del repository.contents["org/x/c.jar"]
    with pytest.raises(LocalError, match=r"c\.jar .*404 Not Found"):
        repository.fetch()


def test_without_a_network_the_jar_and_the_way_on_are_named(
    repository: Repository, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(jars, "ATTEMPTS", 2)
    repository.address = f"http://127.0.0.1:{free_port()}"
    with pytest.raises(LocalError, match=r"\.jar of the local Neo4j could not be fetched .*run the same command again"):
        repository.fetch()


def test_a_disk_that_fills_up_is_said(repository: Repository, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(source: Path, target: Path) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    monkeypatch.setattr(os, "replace", full)
    with pytest.raises(LocalError, match="disk is full"):
        repository.fetch()


def test_two_fetches_at_once_fetch_once(repository: Repository) -> None:
    both = [threading.Thread(target=repository.fetch) for _ in range(2)]
    for each in both:
        each.start()
    for each in both:
        each.join()
    assert len(repository.asked) == 3


@pytest.mark.parametrize("file", [jars.LOCK, lock_of(LTS)])
def test_a_committed_lock_names_neo4j_and_browser_and_no_address(file: Path) -> None:
    lock = jars.read_lock(file)
    coordinates = [jar.coordinate for jar in lock.jars]
    assert f"org.neo4j:neo4j:{lock.version}" in coordinates
    assert any(coordinate.startswith("org.neo4j.client:neo4j-browser:") for coordinate in coordinates)
    assert len({jar.name for jar in lock.jars}) == len(lock.jars)
    assert b"://" not in file.read_bytes()
