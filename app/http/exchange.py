"""One request with its response: the id that names both, and what those who run the service are told of them."""

from dataclasses import dataclass
from datetime import datetime

from starlette.types import Scope

EXCHANGE = "entente.exchange"
"""Where the scope of a request holds its exchange."""

REQUEST_ID = b"x-request-id"
"""The header that carries the id, there and back."""


@dataclass(slots=True)
class Exchange:
    """What is told of a request and its response; all but the id, `cache` and what is sent is filled in at the end.

    `question` names the query, also one that a tool asks, or else the first part of the path; `cache` is "hit" or
    "miss" for answers, and empty for all else. `size` is the body's in bytes as it is sent, `seconds` last until its
    end.
    """

    id: str
    time: datetime | None = None
    question: str = ""
    method: str = ""
    path: str = ""
    query_string: str = ""
    client: str = ""
    status: int = 0
    dataset: str = ""
    cache: str = ""
    size: int = 0
    seconds: float = 0.0


def exchange_of(scope: Scope) -> Exchange:
    """The exchange that a request is part of."""
    return scope[EXCHANGE]
