"""The jars of the local Neo4j: which they are (`app/neo4j.lock`), and how they get into the cache."""

import hashlib
import os
import random
import threading
import time
from collections.abc import Callable, Generator
from concurrent.futures import ThreadPoolExecutor, as_completed
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

import httpx
from filelock import FileLock, Timeout
from rich.console import Console
from rich.progress import BarColumn, DownloadColumn, Progress, TextColumn, TransferSpeedColumn

from app.errors import LocalError
from app.local.machine import ensure_free, explained

LOCK = Path(__file__).parent.parent / "neo4j.lock"
IN_FLIGHT = 16
ATTEMPTS = 5
TIMEOUT = httpx.Timeout(15, connect=8, pool=None)


@dataclass(frozen=True)
class Jar:
    """One file of the lock: Maven coordinate, path in the repository's layout, bytes, SHA-256 in hex."""

    coordinate: str
    path: str
    size: int
    sha256: str

    @property
    def name(self) -> str:
        return self.path.rsplit("/", 1)[-1]


@dataclass(frozen=True)
class Lock:
    """All jars of one Neo4j; `digest` names this very set."""

    jars: tuple[Jar, ...]
    digest: str

    @property
    def version(self) -> str:
        return next(jar.coordinate.split(":")[2] for jar in self.jars if jar.coordinate.startswith("org.neo4j:neo4j:"))

    @property
    def size(self) -> int:
        return sum(jar.size for jar in self.jars)


def read_lock(path: Path = LOCK) -> Lock:
    """The lock as committed."""
    text = path.read_bytes()
    fields = [line.split() for line in text.decode().splitlines() if line and not line.startswith("#")]
    jars = tuple(Jar(coordinate, place, int(size), sha256) for coordinate, place, size, sha256 in fields)
    return Lock(jars, hashlib.sha256(text).hexdigest())


def is_complete(lock: Lock, folder: Path) -> bool:
    """Whether `folder` holds every jar; hashes were checked when the marker was written, sizes are looked at now."""
    return _marker(lock, folder).exists() and all(_size(folder / jar.name) == jar.size for jar in lock.jars)


def stamp(lock: Lock, folder: Path) -> str:
    """Changes when the jars do, and when they are fetched anew."""
    return f"{lock.digest} {_marker(lock, folder).stat().st_mtime_ns}"


def fetch(lock: Lock, folder: Path, console: Console, repository: str | None = None) -> None:
    """Puts every jar of `lock` into `folder`, each verified; whole jars that are already there are kept.

    `repository` is the address of a repository in Maven's layout, Maven Central by default. Safe to run from several
    processes at once. Raises LocalError where a jar cannot be had or kept.
    """
    if is_complete(lock, folder):
        return
    with explained(folder):
        folder.mkdir(parents=True, exist_ok=True)
        with _only_one(folder, console):
            if not is_complete(lock, folder):
                _fill(lock, folder, console, repository or _maven_central())


def _fill(lock: Lock, folder: Path, console: Console, repository: str) -> None:
    _remove_strays(lock, folder)
    missing = [jar for jar in lock.jars if not _is_whole(folder / jar.name, jar)]
    if missing:
        ensure_free(folder, sum(jar.size for jar in missing), "Neo4j's jars")
        _download(missing, folder, console, repository)
    _marker(lock, folder).touch()


def _download(jars: list[Jar], folder: Path, console: Console, repository: str) -> None:
    started, total = time.monotonic(), sum(jar.size for jar in jars)
    console.print(f"Fetching the local Neo4j: {len(jars)} jars, {total / 1e6:.0f} MB, once.", highlight=False)
    limits = httpx.Limits(max_connections=IN_FLIGHT, max_keepalive_connections=IN_FLIGHT)
    with (
        httpx.Client(base_url=repository, timeout=TIMEOUT, limits=limits, follow_redirects=True) as client,
        _bar(console) as bar,
    ):
        task = bar.add_task("jars", total=total)
        _all_at_once(jars, Fetcher(client, folder, lambda count: bar.advance(task, count)), _lines(console, total))
    console.print(f"Fetched in {time.monotonic() - started:.0f} s.", highlight=False)


def _all_at_once(jars: list[Jar], fetcher: "Fetcher", landed: Callable[[Jar], None]) -> None:
    """Largest first, so that no big jar is left alone at the end; the first failure stops the rest."""
    with ThreadPoolExecutor(IN_FLIGHT, thread_name_prefix="jars") as pool:
        try:
            largest_first = sorted(jars, key=lambda jar: -jar.size)
            for done in as_completed([pool.submit(fetcher.fetch, jar) for jar in largest_first]):
                landed(done.result())
        except BaseException:
            fetcher.cancelled.set()
            pool.shutdown(wait=True, cancel_futures=True)
            raise


class Cancelled(Exception):
    """Another jar failed, or the user interrupted: stop quietly."""


@dataclass(frozen=True)
class Fetcher:
    """Brings single jars into `folder`; `advance` is told of the bytes that came, negative when a jar starts anew."""

    client: httpx.Client
    folder: Path
    advance: Callable[[int], object]
    cancelled: threading.Event = field(default_factory=threading.Event)

    def fetch(self, jar: Jar) -> Jar:
        for attempt in range(1, ATTEMPTS + 1):
            self._check()
            try:
                self._fetch_once(jar)
                return jar
            except httpx.HTTPError as error:
                if attempt == ATTEMPTS or not _may_pass(error):
                    raise LocalError(_cannot_fetch(jar, error)) from error
            # Name look-ups fail now and then when many connections open at once: spread the next ones out.
            self.cancelled.wait(0.25 * 2**attempt * random.uniform(0.5, 1.5))
        raise AssertionError("the last attempt returns or raises")

    def _fetch_once(self, jar: Jar) -> None:
        part = self.folder / f"{jar.name}.part"
        received = 0
        try:
            with self.client.stream("GET", jar.path) as response, part.open("wb") as file:
                response.raise_for_status()
                digest = hashlib.sha256()
                for chunk in response.iter_bytes():
                    self._check()
                    file.write(chunk)
                    digest.update(chunk)
                    received += len(chunk)
                    self.advance(len(chunk))
            _keep(part, jar, digest.hexdigest())
        except BaseException:
            self.advance(-received)
            part.unlink(missing_ok=True)
            raise

    def _check(self) -> None:
        if self.cancelled.is_set():
            raise Cancelled


def _keep(part: Path, jar: Jar, sha256: str) -> None:
    if sha256 != jar.sha256:
        raise LocalError(
            f"{jar.name} as fetched does not match its SHA-256 in app/neo4j.lock and was thrown away: try again, "
            "and if it stays so, a proxy or mirror on the way changes the file."
        )
    os.replace(part, part.with_name(jar.name))


def _may_pass(error: httpx.HTTPError) -> bool:
    if isinstance(error, httpx.HTTPStatusError):
        return error.response.status_code in (408, 425, 429) or error.response.status_code >= 500
    return isinstance(error, httpx.TransportError)


def _cannot_fetch(jar: Jar, error: httpx.HTTPError) -> str:
    if isinstance(error, httpx.HTTPStatusError):
        reason = f"the repository answered {error.response.status_code} {error.response.reason_phrase}"
    else:
        reason = str(error) or type(error).__name__
    return (
        f"{jar.name} of the local Neo4j could not be fetched ({reason}): "
        "check the network or proxy and run the same command again; jars that have arrived are kept."
    )


def _bar(console: Console) -> Progress:
    columns = (TextColumn("Neo4j"), BarColumn(), DownloadColumn(), TransferSpeedColumn())
    return Progress(*columns, console=console, disable=not console.is_terminal, transient=True)


def _lines(console: Console, total: int) -> Callable[[Jar], None]:
    """Where there is no bar: a line at each quarter."""
    arrived = 0

    def landed(jar: Jar) -> None:
        nonlocal arrived
        before, arrived = arrived, arrived + jar.size
        if not console.is_terminal and 4 * before // total < 4 * arrived // total < 4:
            console.print(f"  {arrived / 1e6:.0f} of {total / 1e6:.0f} MB", highlight=False)

    return landed


@contextmanager
def _only_one(folder: Path, console: Console) -> Generator[None]:
    """Only one process at a time gets past here."""
    lock = FileLock(folder.parent / "fetch.lock")
    try:
        lock.acquire(timeout=0)
    except Timeout:
        console.print("Another process fetches the local Neo4j; waiting for it.", highlight=False)
        lock.acquire()
    try:
        yield
    finally:
        lock.release()


def _remove_strays(lock: Lock, folder: Path) -> None:
    """Java takes every jar of the folder, so what the lock does not name must not lie there."""
    wanted = {jar.name for jar in lock.jars}
    for file in folder.iterdir():
        if file.name not in wanted:
            file.unlink()


def _marker(lock: Lock, folder: Path) -> Path:
    return folder.with_name(f"complete-{lock.digest[:16]}")


def _is_whole(file: Path, jar: Jar) -> bool:
    if _size(file) != jar.size:
        return False
    with file.open("rb") as content:
        return hashlib.file_digest(content, "sha256").hexdigest() == jar.sha256


def _size(file: Path) -> int:
    return file.stat().st_size if file.exists() else -1


def _maven_central() -> str:
    from jgo.constants import MAVEN_CENTRAL_URL

    return MAVEN_CENTRAL_URL
