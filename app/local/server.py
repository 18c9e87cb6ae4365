"""The local Neo4j: a real server on this machine, from fetching it to stopping it."""

import os
import secrets
import subprocess
import time
from collections.abc import Callable, Generator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cached_property
from pathlib import Path
from typing import Literal

import platformdirs
from filelock import FileLock, Timeout
from rich.console import Console

from app.errors import LocalError
from app.local import jars, process
from app.local.archive import Archive
from app.local.configuration import Ports, configuration, password_command, server_command
from app.local.doors import Doors, WrongPassword
from app.local.interrupts import remembered
from app.local.logs import damage, last_words, recovery
from app.local.machine import (
    ADDRESS,
    LEAST_HEAP,
    MEGABYTE,
    clean_environment,
    ensure_free,
    ensure_port,
    explained,
    heap_megabytes,
    java,
)

START_LIMIT = 180.0
"""Seconds that a start may take, anew each time that Neo4j says how far it has recovered from a crash."""

HOME_NEEDS = 300 * MEGABYTE
LOAD_NEEDS = 100 * MEGABYTE


def _nothing() -> None:
    """Does nothing."""


class Damaged(LocalError):
    """Neo4j cannot open its data, for a `reason` that it gives."""

    def __init__(self, reason: str) -> None:
        super().__init__(f"Neo4j's data are damaged ({reason}): stop it and start it again, to begin with none.")
        self.reason = reason


@dataclass(frozen=True)
class Status:
    """What the local Neo4j of a home is doing; `pid` is None unless it runs."""

    state: Literal["running", "stopped", "not installed"]
    pid: int | None
    ports: Ports
    version: str


def default_home() -> Path:
    """Where the data, the configuration and the logs are kept."""
    return Path(platformdirs.user_data_dir("entente")) / "neo4j"


def default_cache() -> Path:
    """Where the program is kept; it can be deleted and is fetched again."""
    return Path(platformdirs.user_cache_dir("entente")) / "neo4j"


class LocalNeo4j:
    """Neo4j Community with Browser on 127.0.0.1, with its data in `home` and its program in `cache`.

    Nothing happens before `start`. Memory is in megabytes; the heap follows the memory available where it is not given.
    `java_options` are further options of its Java, `extra` further lines of neo4j.conf, and `lock` names the jars.
    Every failure is a LocalError of one sentence that says what to do.
    """

    username = "neo4j"

    def __init__(
        self,
        home: Path | None = None,
        *,
        cache: Path | None = None,
        bolt_port: int = 7687,
        http_port: int = 7474,
        heap_megabytes: int | None = None,
        page_cache_megabytes: int = 256,
        java_options: Sequence[str] = (),
        extra: Mapping[str, str] | None = None,
        lock: Path = jars.LOCK,
    ) -> None:
        self.home = (home or default_home()).expanduser().resolve()
        self.ports = Ports(bolt_port, http_port)
        self._cache = (cache or default_cache()).expanduser().resolve()
        self._heap_megabytes = heap_megabytes
        self._java_options = java_options
        self._lock_file = lock
        most = (heap_megabytes or LEAST_HEAP) // 2
        self._configuration = configuration(self.ports, page_cache_megabytes, most, extra or {})

    @property
    def uri(self) -> str:
        """For drivers: addressed directly, since one server routes to nobody."""
        return f"bolt://{ADDRESS}:{self.ports.bolt}"

    @property
    def browser_url(self) -> str:
        """Neo4j Browser."""
        return f"http://{ADDRESS}:{self.ports.http}/browser/"

    @property
    def log(self) -> Path:
        """What Neo4j says; debug.log beside it says more."""
        return process.log_file(self.home)

    @property
    def debug_log(self) -> Path:
        """What Neo4j says of its databases."""
        return self.log.with_name("debug.log")

    @cached_property
    def password(self) -> str:
        """Made once and kept in `home`/password, which only this user can read."""
        file = self.home / "password"
        with explained(self.home):
            self._make_home()
            if not file.exists():
                self._ensure_no_data(file)
                with os.fdopen(os.open(file, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600), "w") as new:
                    new.write(secrets.token_hex(12))
            return file.read_text(encoding="utf-8").strip()

    @cached_property
    def _doors(self) -> Doors:
        return Doors(self.ports, (self.username, self.password))

    def start(self, console: Console | None = None, meanwhile: Callable[[], object] = lambda: None) -> bool:
        """Fetches Neo4j if need be, configures and starts it, and returns when it answers to its password.

        `meanwhile` is called where it has to be started, as soon as Java is on its way; what it raises ends the start.
        Where it already runs from this home with this configuration, it is used as it is. Returns whether it is for
        this process to stop it: True if it was started here, or if the process that started it is gone; False if
        another process that lives has started it. Raises LocalError; then, and on Ctrl-C, no process stays behind.

        Data that Neo4j cannot open are set aside, and it starts with an empty database: what a load brings is made
        from folders, and can be made again. This is said with the reason and the place.
        """
        console = console or Console(stderr=True)
        with self._only_one():
            if running := self._usable(console):
                return running.is_mine
            self._start(console, meanwhile)
            return True

    def has_died(self) -> bool:
        """Whether the Neo4j that was started from this home has ended, and nobody has stopped it."""
        return process.has_died(self.home)

    def is_silent(self) -> bool:
        """Whether a Neo4j runs from this home that answers nobody; one that was stopped is not silent."""
        return self.status().state == "running" and not self._doors.show_browser()

    def kill(self) -> None:
        """Ends a Neo4j that cannot be stopped in order, as one that has died: `revive` starts it again."""
        process.kill(self.home)

    def revive(self, console: Console, go_on: Callable[[], object]) -> bool:
        """Starts the Neo4j again that has died, as `start` does; nothing if meanwhile it runs or was stopped.

        Returns whether its data had to be set aside. What `go_on` raises, which is called again and again, ends the
        start.
        """
        with self._only_one():
            if not self.has_died():
                return False
            said = f"Neo4j has ended by itself; starting it again. Its log is {self.log}."
            console.print(said, markup=False, highlight=False, soft_wrap=True)
            process.end(self.home)
            return self._start(console, go_on=go_on)

    def ensure_room(self) -> None:
        """Raises LocalError where the disk has too little room for a load: a full one can tear what is written."""
        with explained(self.home):
            self._make_home()
            ensure_free(self.home, LOAD_NEEDS, "Neo4j's data")

    def stop(self) -> None:
        """Stops the Neo4j of this home, whichever process started it, in order; after a minute it is killed."""
        # A start that comes meanwhile must wait: it would take what is on its way out for what it can use.
        with self._only_one():
            if process.end(self.home) and jars.is_complete(self._lock, self._jars):
                self._archive().keep()

    def status(self) -> Status:
        """What runs, by the process itself; asks nothing over the network."""
        if running := process.find(self.home):
            return Status("running", running.pid, running.ports, self._lock.version)
        installed = jars.is_complete(self._lock, self._jars)
        return Status("stopped" if installed else "not installed", None, self.ports, self._lock.version)

    @cached_property
    def _lock(self) -> jars.Lock:
        return jars.read_lock(self._lock_file)

    @property
    def _jars(self) -> Path:
        return self._cache / self._lock.version / "lib"

    def _archive(self) -> Archive:
        return Archive(self._jars.parent, java(), jars.stamp(self._lock, self._jars), self.home)

    @property
    def _configuration_file(self) -> Path:
        return self.home / "conf" / "neo4j.conf"

    @contextmanager
    def _only_one(self) -> Generator[None]:
        with explained(self.home):
            self._make_home()
            try:
                lock = FileLock(self.home / "start.lock").acquire(timeout=START_LIMIT)
            except Timeout as error:
                raise LocalError(
                    f"Another process has been starting or stopping Neo4j in {self.home} for long: stop it."
                ) from error
            with lock:
                yield

    def _make_home(self) -> None:
        self.home.mkdir(parents=True, exist_ok=True, mode=0o700)

    def _usable(self, console: Console) -> process.Running | None:
        """The Neo4j that already runs from this home as it should; one that nobody owns and does not is ended."""
        running = process.find(self.home)
        if not running:
            return None
        if self._is_configured():
            try:
                for _ in self._wait(running):
                    pass
            except LocalError:
                if not (running.is_orphan or running.is_mine):
                    raise
            else:
                return process.adopt(self.home, running.pid, running.ports) if running.is_orphan else running
        elif not running.is_orphan and not running.is_mine:
            raise LocalError(
                f"Neo4j already runs from {self.home} with other ports or settings (process {running.pid}): "
                "stop it, or choose another folder with ENTENTE_HOME=…."
            )
        console.print("Restarting the local Neo4j.", highlight=False)
        process.end(self.home)
        return None

    def _is_configured(self) -> bool:
        file = self._configuration_file
        return file.exists() and file.read_text(encoding="utf-8") == self._configuration

    def _start(
        self, console: Console, meanwhile: Callable[[], object] = _nothing, go_on: Callable[[], object] = _nothing
    ) -> bool:
        """Starts Neo4j and says whether its data had to be set aside."""
        self._ensure_machine()
        self._install(console)
        try:
            self._launch(console, meanwhile, go_on)
        except Damaged as damaged:
            place = self._set_aside()
            said = f"Neo4j's data are damaged ({damaged.reason}). They are in {place} now, and it begins with none."
            console.print(said, markup=False, highlight=False, soft_wrap=True)
            self._install(console)
            self._launch(console, _nothing, go_on)
            return True
        return False

    def _set_aside(self) -> Path:
        place = self.home / f"damaged-{datetime.now(UTC):%Y-%m-%dT%H-%M-%S}"
        (self.home / "data").rename(place)
        return place

    def _ensure_machine(self) -> None:
        """All that can be known to fail is said before anything is fetched."""
        self._ensure_version()
        java()
        if self.ports.bolt == self.ports.http:
            raise LocalError(f"Bolt and Neo4j Browser cannot share port {self.ports.http}: set ENTENTE_BROWSER_PORT=….")
        ensure_port(self.ports.bolt, "Bolt", "ENTENTE_BOLT_PORT")
        ensure_port(self.ports.http, "Neo4j Browser", "ENTENTE_BROWSER_PORT")
        if not self._heap_megabytes:
            heap_megabytes()
        ensure_free(self.home, HOME_NEEDS, "Neo4j's data")

    def _ensure_version(self) -> None:
        marker = self.home / "version"
        if not marker.exists():
            self._ensure_no_data(marker)
            marker.write_text(self._lock.version, encoding="utf-8")
        elif (found := marker.read_text(encoding="utf-8").strip()) != self._lock.version:
            raise LocalError(
                f"{self.home} was written by Neo4j {found}, and this is {self._lock.version}: "
                "delete that folder and load again, or choose another with ENTENTE_HOME=…."
            )

    def _ensure_no_data(self, missing: Path) -> None:
        if (self.home / "data" / "databases").exists():
            raise LocalError(
                f"{self.home} holds a Neo4j's data without the file `{missing.name}` that belongs to it: "
                "bring it back, delete the folder and load again, or choose another with ENTENTE_HOME=…."
            )

    def _install(self, console: Console) -> None:
        jars.fetch(self._lock, self._jars, console)
        archive = self._archive()
        archive.prepare()
        for folder in ("conf", "logs"):
            (self.home / folder).mkdir(exist_ok=True)
        self._configuration_file.write_text(self._configuration, encoding="utf-8")
        _ = self.password
        if not (self.home / "data" / "databases" / "system").exists():
            self._set_password(archive)

    def _set_password(self, archive: Archive) -> None:
        command = password_command(java(), self._jars, self.home / "password", archive.base_options())
        names = {"NEO4J_HOME": str(self.home), "NEO4J_CONF": str(self._configuration_file.parent)}
        done = subprocess.run(
            command,
            env=clean_environment() | names,
            capture_output=True,
            text=True,
            check=False,
            start_new_session=True,
        )
        if done.returncode:
            raise LocalError(f"Neo4j could not be set up: {last_words(done.stderr or done.stdout)}.")

    def _launch(self, console: Console, meanwhile: Callable[[], object], go_on: Callable[[], object]) -> None:
        heap = self._heap_megabytes or heap_megabytes()
        options = [*self._archive().options(), *self._java_options]
        command = server_command(java(), self._jars, self._lock.version, self.home, heap, options)
        try:
            with console.status("Starting the local Neo4j") as status, remembered() as raise_again:
                running = process.launch(command, self.home, self.ports)
                meanwhile()
                for per_cent in self._wait(running):
                    raise_again()
                    go_on()
                    if per_cent:
                        status.update(f"Starting the local Neo4j: {per_cent} % recovered")
        except BaseException:
            process.end(self.home, grace=10)
            raise

    def _wait(self, running: process.Running) -> Generator[str | None]:
        """Waits until all answers; gives, again and again, how many per cent it has recovered after a crash.

        Raises LocalError when Neo4j ends or takes too long, and Damaged when it cannot open its data.
        """
        deadline, recovered = time.monotonic() + START_LIMIT, (before := recovery(self.debug_log))
        doors = self._doors
        while not (doors.show_browser() and self._is_accepted(doors)):
            self._ensure_whole()
            if not process.is_alive(running, self.home):
                raise LocalError(f"Neo4j ended while it started: {last_words(self._said())}. Its log is {self.log}.")
            if (now := recovery(self.debug_log)) != recovered:
                deadline, recovered = time.monotonic() + START_LIMIT, now
            if time.monotonic() > deadline:
                raise LocalError(f"Neo4j did not answer within {START_LIMIT:.0f} s: see {self.log} and start again.")
            yield recovered[1] if recovered and recovered != before else None
            time.sleep(0.1)
        if not doors.answer_questions():
            self._ensure_whole()
            raise LocalError(f"Neo4j runs, but its database does not answer: see {self.debug_log}, and start it again.")

    def _ensure_whole(self) -> None:
        if reason := damage(self._said(), self.debug_log):
            raise Damaged(reason)

    def _is_accepted(self, doors: Doors) -> bool:
        try:
            return doors.accept()
        except WrongPassword as error:
            raise LocalError(
                f"Neo4j does not accept the password in {self.home / 'password'}: put the one in use there, "
                f"or delete {self.home} and load again."
            ) from error

    def _said(self) -> str:
        return self.log.read_text(encoding="utf-8", errors="replace") if self.log.exists() else ""
