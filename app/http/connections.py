"""Connections that cost nobody else: who sends no whole request, or takes nothing of a response, is not waited for."""

import asyncio
import resource
from collections import Counter
from functools import cache
from ipaddress import ip_address
from typing import ClassVar

from uvicorn._types import ASGI3Application
from uvicorn.protocols.http.httptools_impl import HttpToolsProtocol, RequestResponseCycle

from app.http.addresses import TrustedProxies

REQUEST_SECONDS = 15.0
"""How long a client may take to send a whole request."""

READING_SECONDS = 30.0
"""How long a client may take nothing of what waits for it."""


class Connection(HttpToolsProtocol):
    """A connection as uvicorn makes it, with the bounds that uvicorn does not have.

    Uvicorn closes what is silent after a response, and answers 503 from `limit_concurrency` connections on. Before that
    who has kept us waiting longest makes room. Twice as many are never held, and of that limit no address has more than
    a quarter, but for this machine and for proxies.
    """

    waiting: ClassVar = dict["Connection", None]()
    """Those that have not sent a whole request; who waits longest comes first."""

    by_host: ClassVar = Counter[str]()
    """How many connections each address has with this process."""

    _request_timer: asyncio.TimerHandle | None = None
    _reader_timer: asyncio.TimerHandle | None = None
    _answering: RequestResponseCycle | None = None

    def connection_made(self, transport: asyncio.Transport) -> None:  # pyright: ignore[reportIncompatibleMethodOverride]
        """Begins to wait for a request, or closes a connection that is one too many."""
        super().connection_made(transport)
        self._host = self.client[0] if self.client else ""
        self.by_host[self._host] += 1
        if self._is_one_too_many():
            transport.abort()
            return
        if self.limit_concurrency and len(self.connections) >= self.limit_concurrency:
            self._make_room()
        self._wait_for_request()

    def connection_lost(self, exc: Exception | None) -> None:
        """Forgets the connection."""
        self.by_host[self._host] -= 1
        if not self.by_host[self._host]:
            del self.by_host[self._host]
        self._stop_waiting()
        if self._reader_timer:
            self._reader_timer.cancel()
        if self._answering:
            self._answering.disconnected = True
        super().connection_lost(exc)

    def data_received(self, data: bytes) -> None:
        """Waits on until a request is whole; then it is our turn."""
        super().data_received(data)
        if self.cycle and not self.cycle.more_body and not self.cycle.response_complete:
            self._stop_waiting()
        elif not self._request_timer and not self.transport.is_closing():
            self._wait_for_request()

    def pause_writing(self) -> None:
        """More waits to be read than the system takes: watches from now on whether any of it is."""
        super().pause_writing()
        if not self._reader_timer:
            self._watch_reader(before=0)

    def _start_asgi_task(self, cycle: RequestResponseCycle, app: ASGI3Application) -> None:
        """Remembers which request is being answered: of several sent at once, uvicorn knows the last."""
        self._answering = cycle
        super()._start_asgi_task(cycle, app)

    def _is_one_too_many(self) -> bool:
        most = self.limit_concurrency
        if most is None:
            return False
        too_many_of_one = self.by_host[self._host] > max(1, most // 4) and not self._may_have_many()
        return too_many_of_one or len(self.connections) > 2 * most

    def _may_have_many(self) -> bool:
        return _is_loopback(self._host) or self._host in _proxies(str(self.config.forwarded_allow_ips)).trusted_hosts

    def _make_room(self) -> None:
        if oldest := next(iter(self.waiting), None):
            oldest._stop_waiting()
            oldest.transport.abort()
            self.connections.discard(oldest)  # at once: whoever it makes room for counts them

    def _wait_for_request(self) -> None:
        self.waiting[self] = None
        self._request_timer = self.loop.call_later(REQUEST_SECONDS, self.transport.abort)

    def _stop_waiting(self) -> None:
        self.waiting.pop(self, None)
        if self._request_timer:
            self._request_timer.cancel()
            self._request_timer = None

    def _watch_reader(self, before: int) -> None:
        """Ends the connection where as much waits to be read as did `READING_SECONDS` ago."""
        self._reader_timer = None
        waiting = self.transport.get_write_buffer_size()
        if waiting and waiting == before:
            self.transport.abort()
        elif waiting:
            self._reader_timer = self.loop.call_later(READING_SECONDS, self._watch_reader, waiting)


def allow_files(connections: int) -> None:
    """Lets this process and its workers hold as many files as so many connections come to need, if the system may."""
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    most = 2 * connections + 1_000
    if hard != resource.RLIM_INFINITY:
        most = min(most, hard)
    if 0 <= soft < most:
        resource.setrlimit(resource.RLIMIT_NOFILE, (most, hard))


@cache
def _proxies(addresses: str) -> TrustedProxies:
    async def nothing(*_: object) -> None: ...

    return TrustedProxies(nothing, addresses)


def _is_loopback(host: str) -> bool:
    return bool(host) and ip_address(host.partition("%")[0]).is_loopback
