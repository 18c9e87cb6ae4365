"""Answers that are kept, so that each is made once for a dataset version and an address."""

import asyncio
import hashlib
from collections.abc import Awaitable, Callable, Hashable
from dataclasses import dataclass

from cachetools import LRUCache


@dataclass(frozen=True)
class Body:
    """The bytes of an answer, with the entity tag that names them (RFC 9110, section 8.8.3)."""

    content: bytes
    etag: str

    @classmethod
    def of(cls, content: bytes) -> "Body":
        """A body with the tag that follows from its content."""
        return cls(content, f'"{hashlib.sha256(content).hexdigest()[:32]}"')


class Kept:
    """The bodies used last, in at most `size` bytes. Who asks for one that is being made waits for it."""

    def __init__(self, size: int) -> None:
        self._bodies: LRUCache[Hashable, Body] = LRUCache(size, getsizeof=lambda body: len(body.content))
        self._making: dict[Hashable, asyncio.Task[Body]] = {}

    async def get(self, key: Hashable, make: Callable[[], Awaitable[bytes]]) -> Body:
        """The body under a key, made if it is not kept. What making raises is raised, and nothing is kept."""
        if (body := self._bodies.get(key)) is not None:
            return body
        if key not in self._making:
            self._making[key] = asyncio.create_task(self._made(key, make))
        # a reader who leaves must not take the body from the others who wait
        return await asyncio.shield(self._making[key])

    async def _made(self, key: Hashable, make: Callable[[], Awaitable[bytes]]) -> Body:
        try:
            body = Body.of(await make())
            if len(body.content) <= self._bodies.maxsize:
                self._bodies[key] = body
            return body
        finally:
            del self._making[key]
