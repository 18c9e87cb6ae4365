"""Each request gets an id and its response too, and those who run the service are told of both."""

import logging
import re
import secrets
import time
from collections.abc import Callable, Sequence

from starlette.requests import Request
from starlette.routing import BaseRoute, Route
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from app.errors import Unexpected
from app.http.exchange import EXCHANGE, REQUEST_ID, Exchange
from app.http.problems import problem
from app.queries import catalogue

_log = logging.getLogger(__name__)

_ID = re.compile(rb"[A-Za-z0-9._:-]{1,100}")


class Observation:
    """Middleware that gives each request an exchange and its response the id, and tells `listeners` when it is over.

    What nothing else caught becomes a problem that carries the id, and goes to the log with it.
    """

    def __init__(
        self, app: ASGIApp, routes: Sequence[BaseRoute], listeners: Sequence[Callable[[Exchange], None]]
    ) -> None:
        self._app = app
        self._names = _names(routes)
        self._listeners = listeners

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Passes a request on, and tells of it."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        begun = time.perf_counter()
        exchange = scope[EXCHANGE] = self._begin(scope)
        responding = _noting(exchange, send)
        try:
            await self._app(scope, receive, responding)
        except Exception:
            if exchange.status:
                raise
            _log.exception("request %s failed", exchange.id)
            await problem(Unexpected("the log of the service says more"), Request(scope))(scope, receive, responding)
        finally:
            exchange.seconds = time.perf_counter() - begun
            exchange.client = scope["client"][0] if scope.get("client") else ""
            for listener in self._listeners:
                listener(exchange)

    def _begin(self, scope: Scope) -> Exchange:
        path = scope["path"].removeprefix(scope.get("root_path", ""))
        found = self._names.match(path)
        given = next((value for name, value in scope["headers"] if name == REQUEST_ID), b"")
        id = given.decode() if _ID.fullmatch(given) else secrets.token_hex(12)
        name = (found and found.lastgroup) or "none"
        return Exchange(id, name, scope["method"], scope["path"], scope["query_string"].decode("latin-1"))


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
            for name, value in message["headers"]:
                if name == b"entente-dataset":
                    exchange.dataset = value.decode("latin-1")
            message["headers"] = [*message["headers"], (REQUEST_ID, exchange.id.encode())]
        else:
            exchange.size += len(message.get("body", b""))
        await send(message)

    return note
