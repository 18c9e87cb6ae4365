"""Writes reports without holding up other requests: light formats in a thread, heavy ones in a process of their own.

A heavy format's process is bounded in memory and in time: past its time the system ends it, and a new one is made.
"""

import asyncio
import gc
import multiprocessing
import resource
import signal
from collections.abc import Callable
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool

from app.errors import TimedOut, Unavailable
from app.formats import Format
from app.orphans import end_with_parent
from app.report import Report

SECONDS = 30
"""Longest that writing one report may take."""

MEMORY = 2 * 1024**3
"""Most memory of one process that writes, in bytes."""

WAITING = 32
"""Most reports that wait for a process; a reader beyond is asked to come back."""


class Renderer:
    """Writes reports; `processes` heavy ones at once. Processes start when they are first needed."""

    def __init__(self, processes: int = 2, seconds: float = SECONDS) -> None:
        self._seconds = seconds
        self._free: asyncio.LifoQueue[ProcessPoolExecutor] = asyncio.LifoQueue()
        self._waiting = 0
        for _ in range(processes):
            self._free.put_nowait(_process())

    async def write(self, format: Format, report: Report) -> bytes:
        """The report in a format.

        Raises InvalidParameter when there is more than the format holds, TimedOut, or Unavailable when too many wait.
        """
        format.check(report)
        if not format.heavy:
            return await asyncio.to_thread(format.write, report)
        if self._waiting >= WAITING:
            raise Unavailable("too many figures and documents are being made just now; ask again in a moment")
        return await self._write_apart(format, report)

    async def _write_apart(self, format: Format, report: Report) -> bytes:
        self._waiting += 1
        try:
            process = await self._free.get()
        finally:
            self._waiting -= 1
        try:
            work = (_write_bounded, format.write, report, self._seconds)
            try:
                written = process.submit(*work)
            except BrokenProcessPool:  # something ended it while it had nothing to do, as a system short of memory does
                process = _process()
                written = process.submit(*work)
            return await asyncio.wrap_future(written)
        except (BrokenProcessPool, MemoryError):
            process.shutdown(wait=False)
            process = _process()
            raise TimedOut(f"{format.suffix} takes too long or too much memory here; narrow the question") from None
        finally:
            self._free.put_nowait(process)

    def close(self) -> None:
        """Ends all processes."""
        while not self._free.empty():
            self._free.get_nowait().shutdown()


def _process() -> ProcessPoolExecutor:
    # not forked: a fork would share the event loop's locks and the driver's connections
    return ProcessPoolExecutor(1, multiprocessing.get_context("spawn"), _begin)


def _begin() -> None:
    """Bounds what the process writes to, not the address space, of which WebAssembly reserves a lot and uses little."""
    end_with_parent()
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is for the parent, which ends us in order
    resource.setrlimit(resource.RLIMIT_DATA, (MEMORY, MEMORY))


def _write_bounded(write: Callable[[Report], bytes], report: Report, seconds: float) -> bytes:
    """What a format writes; runs in a process of its own, which the system ends when the time is up."""
    signal.setitimer(signal.ITIMER_REAL, seconds)
    try:
        return write(report)
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        # What a document was made of refers to itself: few objects, for which Python would not look soon, and large.
        gc.collect()
