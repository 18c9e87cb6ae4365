"""The one cache of responses: bodies, each made once for a dataset version and an address, and what they are sent with.

A body is kept under what it follows from (version, day, address, format, options): the second request for an answer, in
whatever words, takes no exchange with Neo4j and no writing. A head (status and headers) is kept under the request
itself: the same request a second time takes no routing and no reading of parameters either, which is most of the time
that is left. For example, `/partners?technology=quantum&limit=100` and `/partners?technology=quantum` have two heads,
and share the body of one address.
"""

import asyncio
import gzip
import hashlib
from collections.abc import Awaitable, Callable, Hashable
from dataclasses import dataclass
from functools import cached_property

from cachetools import LRUCache
from starlette.datastructures import MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from app.answers.service import Givable
from app.domain.dates import today
from app.graph.failures import BOOKMARK
from app.http.exchange import exchange_of

BODY_OVERHEAD, HEAD_OVERHEAD = 1_000, 3_200
"""Bytes that they take in memory beside their texts: measured were 1,010, and 3,120 for a head with 14 headers."""

SENT = "entente.sent"
"""Where a response says in the scope of its request which body it sends: its key, and whether it is compressed."""

FOLLOWS_FROM = (b"host", b"accept", b"accept-encoding", b"if-none-match")
"""The headers that an answer depends on, beside the bookmark: who sends one may have seen more than this worker."""


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

    @property
    def size(self) -> int:
        """Bytes that it can come to hold, its compressed form included."""
        return 2 * len(self.content) + BODY_OVERHEAD


@dataclass(frozen=True)
class Head:
    """The status and headers of a response, and the key of its body; without one it has no content (304)."""

    status: int
    headers: list[tuple[bytes, bytes]]
    body: Hashable
    compressed: bool

    @property
    def size(self) -> int:
        """Bytes that it takes."""
        return sum(len(name) + len(value) for name, value in self.headers) + HEAD_OVERHEAD


@dataclass(frozen=True)
class _Entry:
    """What is kept under a key, with its weight in bytes, the key's too."""

    value: Body | Head
    weight: int


class ResponseCache:
    """The bodies and heads used last, in at most `size` bytes with their keys."""

    def __init__(self, size: int) -> None:
        self._entries: LRUCache[Hashable, _Entry] = LRUCache(size, getsizeof=lambda entry: entry.weight)
        self._making: dict[Hashable, asyncio.Task[Body]] = {}

    def body(self, key: Hashable) -> Body | None:
        """The body under a key, if it is kept."""
        entry = self._entries.get(key)
        return entry.value if entry and isinstance(entry.value, Body) else None

    def head(self, key: Hashable) -> Head | None:
        """The head under a key, if it is kept."""
        entry = self._entries.get(key)
        return entry.value if entry and isinstance(entry.value, Head) else None

    def keep(self, key: Hashable, value: Body | Head) -> None:
        """Keeps a body or head, in place of those that were not used for longest; one that does not fit is not kept."""
        weight = value.size + len(repr(key))
        if weight <= self._entries.maxsize:
            self._entries[key] = _Entry(value, weight)

    async def made(self, key: Hashable, make: Callable[[], Awaitable[Body]]) -> Body:
        """The body under a key, made if it is not kept; who asks while it is being made waits for it.

        What making raises is raised, and nothing is kept.
        """
        if (body := self.body(key)) is not None:
            return body
        if key not in self._making:
            self._making[key] = asyncio.create_task(self._make(key, make))
        # a reader who leaves must not take the body from the others who wait
        return await asyncio.shield(self._making[key])

    async def _make(self, key: Hashable, make: Callable[[], Awaitable[Body]]) -> Body:
        try:
            body = await make()
            self.keep(key, body)
            return body
        finally:
            del self._making[key]


def staleness(given: Givable) -> dict[str, str]:
    """The headers that mark an answer given while the graph is away; none for one that is fresh.

    They say for how many seconds nobody has seen that the answer still holds (`Age`, RFC 9111, section 5.1; `ttl`, RFC
    9211, section 2.5), and let no other cache give it on without asking again.
    """
    if given.unseen is None:
        return {}
    seconds = max(1, round(given.unseen))
    status = f'entente; hit; ttl=-{seconds}; detail="Neo4j cannot be read now"'
    return {"Age": str(seconds), "Cache-Control": "no-cache", "Cache-Status": status}


class CachedResponses:
    """Middleware that gives a request the response that it got before, while the dataset is the same.

    `givable` tells of which dataset, if any.
    """

    def __init__(self, app: ASGIApp, cache: ResponseCache, givable: Callable[[], Givable | None]) -> None:
        self._app = app
        self._cache = cache
        self._givable = givable

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answers a request as before, or lets it pass and keeps the head of its response if that is fresh."""
        given = self._givable()
        key = _request_key(scope, given.version) if given else None
        if given is None or key is None:
            await self._app(scope, receive, send)
        elif (head := self._cache.head(key)) and (content := self._content(head)) is not None:
            exchange_of(scope).cache = "hit"
            headers = list(head.headers)  # a copy: other middleware adds its own
            MutableHeaders(raw=headers).update(staleness(given))
            await send({"type": "http.response.start", "status": head.status, "headers": headers})
            await send({"type": "http.response.body", "body": content})
        elif given.unseen is None:
            await self._app(scope, receive, self._keeping(key, given.version, scope, send))
        else:
            await self._app(scope, receive, send)

    def _content(self, head: Head) -> bytes | None:
        """What is sent with a head; None where its body is not kept any more."""
        if head.status == 304:
            return b""
        body = self._cache.body(head.body)
        return body and (body.compressed if head.compressed else body.content)

    def _keeping(self, key: Hashable, version: str, scope: Scope, send: Send) -> Send:
        async def keep(message: Message) -> None:
            # What says nothing of a body is no answer: an error, a page, a snapshot.
            if message["type"] == "http.response.start" and (sent := scope.get(SENT)) and sent[0] == version:
                _, body, compressed = sent
                self._cache.keep(key, Head(message["status"], list(message["headers"]), body, compressed))
            await send(message)

        return keep


def _request_key(scope: Scope, version: str) -> Hashable | None:
    """What the response to a request follows from; None where it cannot be given again."""
    if scope["type"] != "http" or scope["method"] != "GET":
        return None
    headers: dict[bytes, bytes] = dict(scope["headers"])
    if BOOKMARK.lower().encode() in headers:
        return None
    asked = (scope["scheme"], scope["path"], scope["query_string"], *map(headers.get, FOLLOWS_FROM))
    return ("request", version, today(), *asked)
