"""Keeps the local Neo4j running while something else goes on: one that ends by itself is started again."""

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

RESTARTS, WITHIN_SECONDS = 3, 600.0
"""So often within so many seconds it is started again; what ends more often needs somebody to look at it."""


class _Over(Exception):
    """The block has ended: nothing is to be started any more."""


@contextmanager
def kept_running(server: LocalNeo4j, console: Console, on_empty: Callable[[], object]) -> Generator[None]:
    """While the block runs, starts a Neo4j again that ended by itself, and says so; one that was stopped stays so.

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
        while not over.wait(LOOK_SECONDS):
            if server.has_died():
                _ensure_seldom(restarts, server)
                if server.revive(console, raise_when_over):
                    on_empty()

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


def _ensure_seldom(restarts: deque[float], server: LocalNeo4j) -> None:
    now = time.monotonic()
    if len(restarts) == RESTARTS and now - restarts[0] < WITHIN_SECONDS:
        raise LocalError(
            f"Neo4j has ended by itself {RESTARTS + 1} times within {WITHIN_SECONDS / 60:.0f} minutes: "
            f"see {server.log} and {server.debug_log}."
        )
    restarts.append(now)
