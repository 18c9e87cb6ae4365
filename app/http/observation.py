"""Each request gets an id and its response too, and those who run the service are told of both."""

import logging
import re
import secrets
import time
from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from itertools import count

from starlette.requests import Request
from starlette.routing import BaseRoute, Route
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from app.errors import Unexpected
from app.http.exchange import EXCHANGE, REQUEST_ID, Exchange
from app.http.problems import problem
from app.queries import catalogue

_log = logging.getLogger(__name__)

LONGEST = 1_000
"""Most characters of path and of query string; lines of several workers then do not run into each other."""

_ID = re.compile(rb"[A-Za-z0-9._:-]{1,100}")


class Observation:
    """Middleware that gives each request an id and its response too, and tells `listeners` when it is over.

    What nothing else caught becomes a problem that carries the id, and goes to the log with it. The id that a request
    brings is taken over where `believes_ids`.
    """

    def __init__(
        self,
        app: ASGIApp,
        routes: Sequence[BaseRoute],
        listeners: Sequence[Callable[[Exchange], None]],
        believes_ids: bool,
    ) -> None:
        self._app = app
        self._names = _names(routes)
        self._listeners = listeners
        self._believes_ids = believes_ids
        self._process = secrets.token_hex(8)
        self._number = count(1)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Passes a request on, and tells of it."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        begun = time.perf_counter()
        exchange = scope[EXCHANGE] = Exchange(self._id(scope))
        path = scope["path"]
        responding = _noting(exchange, send)
        try:
            await self._app(scope, receive, responding)
        except Exception:
            if exchange.status:
                raise
            _log.exception("request %s failed", exchange.id)
            await problem(Unexpected("the log of the service says more"), Request(scope))(scope, receive, responding)
        finally:
            if self._listeners:
                exchange.seconds = time.perf_counter() - begun
                self._tell(exchange, scope, path)

    def _id(self, scope: Scope) -> str:
        if self._believes_ids:
            given = next((value for name, value in scope["headers"] if name == REQUEST_ID), b"")
            if _ID.fullmatch(given):
                return given.decode()
        return f"{self._process}-{next(self._number):x}"

    def _tell(self, exchange: Exchange, scope: Scope, path: str) -> None:
        found = self._names.match(path.removeprefix(scope.get("root_path", "")))
        exchange.time = datetime.now(UTC)
        exchange.question = exchange.question or (found and found.lastgroup) or "none"
        exchange.method, exchange.path = scope["method"], path[:LONGEST]
        exchange.query_string = scope["query_string"][:LONGEST].decode("latin-1")
        exchange.client = scope["client"][0] if scope.get("client") else ""
        for listener in self._listeners:
            listener(exchange)


def _names(routes: Sequence[BaseRoute]) -> re.Pattern[str]:
    """One pattern for the paths of all routes, with a group for each question, or else for the first part of a path."""
    patterns: dict[str, list[str]] = {}
    for route in routes:
        if isinstance(route, Route):
            name = route.name if route.name in catalogue else re.sub(r"\W", "_", route.path.split("/")[1]) or "page"
            patterns.setdefault(name, []).append(re.sub(r"\?P<\w+>", "?:", route.path_regex.pattern))
    return re.compile("|".join(f"(?P<{name}>{'|'.join(each)})" for name, each in patterns.items()))


def _noting(exchange: Exchange, send: Send) -> Send:
    """Sends on, with the id among the headers, and notes what is sent."""

    async def note(message: Message) -> None:
        if message["type"] == "http.response.start":
            exchange.status = message["status"]
            headers: list[tuple[bytes, bytes]] = message["headers"]
            exchange.dataset = next((value.decode() for name, value in headers if name == b"entente-dataset"), "")
            message["headers"] = [*headers, (REQUEST_ID, exchange.id.encode())]
        else:
            exchange.size += len(message.get("body", b""))
        await send(message)

    return note
