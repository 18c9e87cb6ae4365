"""What a request may be at most: longer ones are refused before anything reads them, or keeps something of them."""

from starlette.requests import Request
from starlette.types import ASGIApp, Receive, Scope, Send

from app.errors import AddressTooLong, ContentTooLarge, HeadersTooLarge, ServiceError
from app.http.problems import problem

LONGEST_ADDRESS = 8_000
"""Bytes of path and query string; RFC 9110 (section 4.1) wants at least so many to be understood."""

LARGEST_HEADERS = 16_000
"""Bytes of all names and values; what proxies let through, and browsers send."""


async def bounded_body(request: Request, most: int, advice: str = "") -> bytes:
    """The body of a request. Raises ContentTooLarge, with some advice, before more than `most` bytes are read."""
    body = b""
    async for part in request.stream():
        body += part
        if len(body) > most:
            raise ContentTooLarge(f"it has more than {most:,} bytes{advice}")
    return body


class RequestLimits:
    """Middleware that refuses a request with too long an address (414) or too large headers (431)."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answers a request that is too large; lets any other pass."""
        refused = _refused(scope) if scope["type"] == "http" else None
        respond = problem(refused, Request(scope)) if refused else self._app
        await respond(scope, receive, send)


def _refused(scope: Scope) -> ServiceError | None:
    if (length := len(scope["path"]) + len(scope["query_string"])) > LONGEST_ADDRESS:
        scope["path"] = "/"  # what was sent is not sent back
        return AddressTooLong(f"it has {length:,} bytes; {LONGEST_ADDRESS:,} are read")
    if (size := sum(len(name) + len(value) for name, value in scope["headers"])) > LARGEST_HEADERS:
        return HeadersTooLarge(f"they have {size:,} bytes; {LARGEST_HEADERS:,} are read")
    return None
