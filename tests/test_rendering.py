"""Writing heavy formats: bounded in time and memory, and of no consequence to the next."""

import asyncio

import psutil
import pytest

from app.domain.answer import Subgraph
from app.errors import TimedOut
from app.formats import Format
from app.http.rendering import MEMORY, Renderer
from app.report import Report
from tests.support import run

NOTHING = Report(Subgraph({"query": "ties", "parameters": {}, "dataset": "sha256:0"}, [], [], [], [], []))


def endless(report: Report) -> bytes:
    """Never comes to an end."""
    while True:
        pass


def greedy(report: Report) -> bytes:
    """Wants more memory than it may have."""
    return bytes(bytearray(MEMORY + 1))


def modest(report: Report) -> bytes:
    """Does what it should."""
    return report.dataset.encode()


def heavy(write: object) -> Format:
    """A format of a process of its own."""
    return Format("test", "text/plain", "For tests.", write, heavy=True)  # pyright: ignore[reportArgumentType]


@pytest.mark.parametrize("write", [endless, greedy])
def test_a_format_that_wants_too_much_is_ended_and_the_next_is_served(write: object) -> None:
    async def ask() -> bytes:
        renderer = Renderer(processes=1, seconds=1)
        try:
            with pytest.raises(TimedOut, match="narrow the question"):
                await renderer.write(heavy(write), NOTHING)
            return await renderer.write(heavy(modest), NOTHING)
        finally:
            renderer.close()

    assert run(ask()) == b"sha256:0"


def test_a_process_that_was_ended_while_it_had_nothing_to_do_is_replaced() -> None:
    async def ask() -> bytes:
        renderer = Renderer(processes=1)
        try:
            others = set(psutil.Process().children())
            await renderer.write(heavy(modest), NOTHING)
            (idle,) = (one for one in set(psutil.Process().children()) - others if "spawn_main" in str(one.cmdline()))
            idle.kill()
            await asyncio.sleep(1)
            return await renderer.write(heavy(modest), NOTHING)
        finally:
            renderer.close()

    assert run(ask()) == b"sha256:0"
