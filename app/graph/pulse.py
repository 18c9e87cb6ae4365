"""Whether a server that owes answers still lives: a busy one takes its time, from a silent one nothing will come."""

import asyncio
from collections.abc import AsyncGenerator, Awaitable, Callable
from contextlib import asynccontextmanager, suppress

from app.errors import Unavailable

ASK_SECONDS = 1.0
"""How long an answer is awaited before its server is asked whether it lives, and how long before it is asked again."""

SILENCE_SECONDS = 3.0
"""A server that says nothing for so long, on a connection of its own, is silent to a reader."""

LONG_SILENCE_SECONDS = 60.0
"""A load waits longer than a reader: Java may be collecting its garbage, and a load that ends has to be begun again."""


class Pulse:
    """Ends what is awaited from a silent server: after ASK_SECONDS + `silence` seconds at most.

    A time limit alone could not tell: a question may take 10 seconds, and a reader should not wait so long for nothing.
    `lives` says whether the server says anything; it may wait for that without end.
    """

    def __init__(self, lives: Callable[[], Awaitable[bool]], silence: float = SILENCE_SECONDS) -> None:
        self._lives = lives
        self._silence = silence
        self._awaited: set[asyncio.Timeout] = set()
        self._asking: asyncio.Task[None] | None = None

    @asynccontextmanager
    async def awaited(self) -> AsyncGenerator[None]:
        """A block that awaits an answer. Raises Unavailable when the server is silent."""
        wait = asyncio.timeout(None)
        try:
            async with wait:
                self._awaited.add(wait)
                if self._asking is None or self._asking.done():
                    self._asking = asyncio.create_task(self._ask())
                try:
                    yield
                finally:
                    self._awaited.remove(wait)
        except TimeoutError:
            if wait.expired():
                said = f"Neo4j does not answer: it has said nothing for {self._silence:.0f} seconds"
                raise Unavailable(said) from None
            raise

    async def close(self) -> None:
        """Asks no more."""
        if self._asking:
            self._asking.cancel()
            with suppress(asyncio.CancelledError):
                await self._asking

    async def _ask(self) -> None:
        """While something is awaited, asks the server again and again; ends all that is awaited if it is silent."""
        while self._awaited:
            await asyncio.sleep(ASK_SECONDS)
            if self._awaited and not await self._is_heard():
                now = asyncio.get_running_loop().time()
                for wait in self._awaited:
                    wait.reschedule(now)

    async def _is_heard(self) -> bool:
        try:
            async with asyncio.timeout(self._silence):
                return await self._lives()
        except TimeoutError:
            return False
