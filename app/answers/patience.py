"""What loads change while it is being read is begun anew, for as long as a reader would wait."""

import asyncio
import time
from collections.abc import Awaitable, Callable, Generator
from contextlib import contextmanager
from typing import TypeVar

from app.errors import Unavailable
from app.graph.failures import Changed
from app.graph.precedence import going_first

Read = TypeVar("Read")

PATIENCE_SECONDS = 20.0
"""How long an answer is begun anew while loads change the dataset under it, or while a commit is under way: longer than
a commit waits for a reader."""

FIRST_PAUSE, LONGEST_PAUSE = 0.02, 0.2
"""Seconds between two tries, each half as long again as the one before."""


async def begun_anew(read: Callable[[], Awaitable[Read]]) -> Read:
    """What a reading gives, begun anew each time that it raises Changed; from the second time on, commits wait for it.

    Raises Unavailable when that takes too long, and what the reading raises otherwise.
    """
    deadline, pause = time.monotonic() + PATIENCE_SECONDS, FIRST_PAUSE
    try:
        return await read()
    except Changed:
        pass
    with going_first():
        while True:
            await asyncio.sleep(pause)
            pause = min(1.5 * pause, LONGEST_PAUSE)
            try:
                return await read()
            except Changed as changed:
                if time.monotonic() > deadline:
                    raise Unavailable("the dataset is being replaced just now; ask again") from changed


@contextmanager
def in_one_go() -> Generator[None]:
    """For a reading that cannot be begun anew, since part of it has been given out: raises Unavailable for Changed."""
    try:
        yield
    except Changed as changed:
        raise Unavailable("the dataset was replaced before all was read; ask again") from changed
