"""A fair share for each client: how much of a worker one may take in a minute."""

import math
import time
from collections.abc import Callable
from dataclasses import dataclass
from ipaddress import IPv6Address
from urllib.parse import unquote_plus

from cachetools import TTLCache
from starlette.requests import Request
from starlette.types import ASGIApp, Receive, Scope, Send

from app.errors import TooManyRequests
from app.http.problems import problem

KEPT, MADE = 1, 10
"""What a response costs that is kept, and one that has to be made."""

SECONDS = 60
"""How long a share lasts."""

CLIENTS = 100_000
"""Most clients that are known at once, about 40 MB; beyond, those that came first begin anew."""

FREE = ("/health", "/ready")
"""What is asked by whoever looks after the service."""


class Shares:
    """What each client has taken of its share; its minute begins with its first request.

    A client may take so many `answers` that have to be made, ten times as many that are kept, or some of each.
    `clock` tells seconds.
    """

    def __init__(self, answers: int, clock: Callable[[], float] = time.monotonic) -> None:
        self._share = answers * MADE
        self._clock = clock
        self._taken = TTLCache[str, _Taken](CLIENTS, SECONDS, clock)

    def take(self, host: str, cost: int) -> None:
        """Takes from the share of the client at an address. Raises TooManyRequests where nothing is left."""
        client = _client(host)
        taken = self._taken.get(client)
        if taken is None:
            taken = self._taken[client] = _Taken(self._clock() + SECONDS)
        if taken.cost + cost > self._share:
            raise TooManyRequests(
                "this client has had its share of this minute; `Retry-After` says in how many seconds the next begins",
                max(1, math.ceil(taken.until - self._clock())),
            )
        taken.cost += cost


@dataclass(slots=True)
class _Taken:
    """What a client has taken, until its minute is over."""

    until: float
    cost: int = 0


def kept(scope: Scope) -> int:
    """What any request costs."""
    return KEPT


def made(scope: Scope) -> int:
    """What a request costs beside, whose answer is not kept: what a view adds has to be asked for as well, also where
    the view's address stands in that of an embed."""
    asked = unquote_plus(unquote_plus(scope["query_string"].decode("latin-1")))
    return (MADE - KEPT) * (1 + asked.count("add="))


def client_host(scope: Scope) -> str:
    """The address of a request's client; empty where none is known."""
    return scope["client"][0] if scope.get("client") else ""


class FairShare:
    """Middleware that takes the cost of each request from its client's share, and refuses it (429) where none is left.

    It stands before the cache of responses and behind it, so that what has to be made costs more than what is kept.
    """

    def __init__(self, app: ASGIApp, shares: Shares, cost: Callable[[Scope], int]) -> None:
        self._app = app
        self._shares = shares
        self._cost = cost

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Lets a request pass, or refuses it."""
        respond = self._app
        if scope["type"] == "http" and scope["path"].removeprefix(scope.get("root_path", "")) not in FREE:
            try:
                self._shares.take(client_host(scope), self._cost(scope))
            except TooManyRequests as refusal:
                respond = problem(refusal, Request(scope))
        await respond(scope, receive, send)


def _client(host: str) -> str:
    """Who an address belongs to: an IPv6 network of 64 bits has one owner, who may use any address of it."""
    try:
        address = IPv6Address(host)
    except ValueError:
        return host
    return str(address.ipv4_mapped or int(address) >> 64)
