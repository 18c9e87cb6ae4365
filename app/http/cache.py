"""Answers that are kept, so that each is made once for a dataset version and an address."""

import asyncio
import gzip
import hashlib
from collections.abc import Awaitable, Callable, Hashable
from dataclasses import dataclass
from functools import cached_property

from cachetools import LRUCache


@dataclass(frozen=True)
class Body:
    """The bytes of an answer, with the entity tag that names them (RFC 9110, section 8.8.3)."""

    content: bytes
    etag: str
    next: str | None = None

    @classmethod
    def of(cls, content: bytes, next: str | None = None) -> "Body":
        """A body with the tag that follows from its content, and the cursor of the page that follows it."""
        return cls(content, f'"{hashlib.sha256(content).hexdigest()[:32]}"', next)

    @cached_property
    def compressed(self) -> bytes:
        """The content compressed by gzip (RFC 1952), once for all readers; the same for the same content."""
        return gzip.compress(self.content, compresslevel=6, mtime=0)


def _weight(body: Body) -> int:
    """Bytes that a body can come to hold, its compressed form included."""
    return 2 * len(body.content)


class ResponseCache:
    """The bodies used last, in at most `size` bytes. Who asks for one that is being made waits for it."""

    def __init__(self, size: int) -> None:
        self._bodies: LRUCache[Hashable, Body] = LRUCache(size, getsizeof=_weight)
        self._making: dict[Hashable, asyncio.Task[Body]] = {}

    def peek(self, key: Hashable) -> Body | None:
        """The body under a key, if it is kept."""
        return self._bodies.get(key)

    async def get(self, key: Hashable, make: Callable[[], Awaitable[Body]]) -> Body:
        """The body under a key, made if it is not kept. What making raises is raised, and nothing is kept."""
        if (body := self._bodies.get(key)) is not None:
            return body
        if key not in self._making:
            self._making[key] = asyncio.create_task(self._made(key, make))
        # a reader who leaves must not take the body from the others who wait
        return await asyncio.shield(self._making[key])

    async def _made(self, key: Hashable, make: Callable[[], Awaitable[Body]]) -> Body:
        try:
            body = await make()
            if _weight(body) <= self._bodies.maxsize:
                self._bodies[key] = body
            return body
        finally:
            del self._making[key]
