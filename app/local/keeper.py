"""Keeps the local Neo4j running while something else goes on: one that ends or hangs is started again."""

import os
import signal
import threading
import time
from collections import deque
from collections.abc import Callable, Generator
from contextlib import contextmanager

from rich.console import Console

from app.errors import LocalError
from app.local.server import LocalNeo4j

LOOK_SECONDS = 1.0

LISTEN_SECONDS, SILENCE_SECONDS = 10.0, 120.0
"""How often it is asked whether it answers anybody, and for how long it may not: Java may be collecting its garbage."""

RESTARTS, WITHIN_SECONDS = 3, 600.0
"""So often within so many seconds it is started again; what ends more often needs somebody to look at it."""


class _Over(Exception):
    """The block has ended: nothing is to be started any more."""


@contextmanager
def kept_running(server: LocalNeo4j, console: Console, on_empty: Callable[[], object]) -> Generator[None]:
    """While the block runs, starts a Neo4j again that ended by itself or hangs, and says so.

    One that was stopped stays so.

    `on_empty` is called in a thread when a start had to begin with an empty database. What cannot be mended, or comes
    back too often, ends the block as SIGTERM does, and is raised at its end: LocalError, or what `on_empty` raises.
    """
    over = threading.Event()
    failures: list[Exception] = []

    def raise_when_over() -> None:
        if over.is_set():
            raise _Over

    def look() -> None:
        restarts: deque[float] = deque(maxlen=RESTARTS)
        listener = _Listener(server, console)
        while not over.wait(LOOK_SECONDS):
            listener.end_if_silent()
            if server.has_died():
                _ensure_seldom(restarts, server)
                if server.revive(console, raise_when_over):
                    on_empty()
                listener = _Listener(server, console)  # what was silent before it was started again does not count

    def keep() -> None:
        try:
            look()
        except _Over:
            pass
        except Exception as failure:
            failures.append(failure)
            os.kill(os.getpid(), signal.SIGTERM)

    keeping = threading.Thread(target=keep, name="keep Neo4j running", daemon=True)
    keeping.start()
    try:
        yield
    finally:
        over.set()
        keeping.join()
        if failures:
            raise failures[0] from None


class _Listener:
    """Listens whether a Neo4j answers, now and then."""

    def __init__(self, server: LocalNeo4j, console: Console) -> None:
        self._server = server
        self._console = console
        self._listened = self._heard = time.monotonic()

    def end_if_silent(self) -> None:
        """Ends the Neo4j where it has not answered for long."""
        now = time.monotonic()
        if now - self._listened < LISTEN_SECONDS:
            return
        self._listened = now
        if not self._server.is_silent():
            self._heard = now
        elif now - self._heard > SILENCE_SECONDS:
            said = f"Neo4j has not answered for {now - self._heard:.0f} seconds; ending it."
            self._console.print(said, markup=False, highlight=False, soft_wrap=True)
            self._server.kill()


def _ensure_seldom(restarts: deque[float], server: LocalNeo4j) -> None:
    now = time.monotonic()
    if len(restarts) == RESTARTS and now - restarts[0] < WITHIN_SECONDS:
        raise LocalError(
            f"Neo4j has ended by itself {RESTARTS + 1} times within {WITHIN_SECONDS / 60:.0f} minutes: "
            f"see {server.log} and {server.debug_log}."
        )
    restarts.append(now)
