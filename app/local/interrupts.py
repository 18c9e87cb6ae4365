"""Signals whose exception Python would drop."""

import signal
import threading
from collections.abc import Callable, Generator
from contextlib import contextmanager
from types import FrameType


@contextmanager
def remembered() -> Generator[Callable[[], None]]:
    """Within the block, remembers what Ctrl-C and SIGTERM raise; the function that it gives raises that again.

    A handler's exception is raised wherever Python is just then. In a destructor, or in the callback of a weak
    reference, of which each import runs one at its end, Python prints "Exception ignored in …" and goes on, so that
    a Ctrl-C which comes while modules are imported is lost now and then. Other threads get no signals.
    """
    handlers = {number: signal.getsignal(number) for number in (signal.SIGINT, signal.SIGTERM)}
    raised: list[BaseException] = []

    def remember(number: int, frame: FrameType | None) -> None:
        handler = handlers[signal.Signals(number)]
        assert callable(handler)
        try:
            handler(number, frame)
        except BaseException as interruption:
            raised.append(interruption)
            raise

    def raise_again() -> None:
        if raised:
            raise raised[0]

    is_main = threading.current_thread() is threading.main_thread()
    wrapped = [number for number, handler in handlers.items() if is_main and callable(handler)]
    for number in wrapped:
        signal.signal(number, remember)
    try:
        yield raise_again
    finally:
        for number in wrapped:
            signal.signal(number, handlers[number])
