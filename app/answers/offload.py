"""Work that is handed to a thread where there is much of it, so that no reader waits in the event loop for another's.

One thread at a time runs Python, but each gives way after five milliseconds: the event loop goes on answering others.
"""

import asyncio
from collections.abc import Callable
from typing import TypeVar, TypeVarTuple

Given = TypeVarTuple("Given")
Made = TypeVar("Made")

FEW = 50
"""Up to so many records, a tenth of a millisecond each, are worked on at once: a thread costs about as much as one."""


async def offloaded(records: int, work: Callable[[*Given], Made], *given: *Given) -> Made:
    """What some work gives, done in a thread where it is for many `records`."""
    return await asyncio.to_thread(work, *given) if records > FEW else work(*given)
