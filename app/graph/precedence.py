"""Readers whose answer a commit has spoilt go before the next commit.

A question on 500,000 ties may take 1.5 seconds, and a load may commit a step every 0.6: read between two commits, it
would never be answered. So whoever begins an answer anew says so in the metadata of the transaction, where a load sees
it (`cypher/load/waiting_readers.cypher`) and waits. Nothing is written for that.
"""

from collections.abc import Generator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any

_first = ContextVar("_first", default=False)


@contextmanager
def going_first() -> Generator[None]:
    """For readings within, which the commits of loads wait for."""
    token = _first.set(True)
    try:
        yield
    finally:
        _first.reset(token)


def metadata(name: str) -> dict[str, Any]:
    """What SHOW TRANSACTIONS says of a reading: the name of its statement, and whether it goes first."""
    return {"query": name, "goes_first": True} if _first.get() else {"query": name}
