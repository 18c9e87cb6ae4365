"""Errors over HTTP as problem details (RFC 9457)."""

import orjson
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response

from app.errors import (
    AddressTooLong,
    ContentTooLarge,
    Forbidden,
    HeadersTooLarge,
    InvalidParameter,
    NotAcceptable,
    NotFound,
    OtherDataset,
    ServiceError,
    TimedOut,
    TooManyRequests,
    Unavailable,
    Unexpected,
)
from app.http.exchange import exchange_of

MEDIA_TYPE = "application/problem+json"

KINDS = {
    kind.type: kind
    for kind in (
        InvalidParameter, NotFound, NotAcceptable, OtherDataset, ContentTooLarge, AddressTooLong, TooManyRequests,
        HeadersTooLarge, Unexpected, Unavailable, TimedOut, Forbidden,
    )
}  # fmt: skip
"""The kinds of problem by the last part of their `type` address."""


def problem(error: ServiceError, request: Request) -> Response:
    """An error as a response that says what is wrong and what would be right."""
    details = {
        "type": f"{request.scope.get('root_path', '')}/problems/{error.type}",
        "title": error.title,
        "status": error.status,
        "detail": error.detail,
        "instance": f"{request.url.path}#{exchange_of(request.scope).id}",
        **error.extra,
    }
    again = isinstance(error, (Unavailable, TooManyRequests))
    headers = {"Retry-After": str(error.retry_after)} if again else {}
    return Response(orjson.dumps(details), error.status, headers, MEDIA_TYPE)


def explain(name: str) -> Response:
    """What a kind of problem means: where its `type` leads. Raises NotFound for a kind that is not there."""
    if name not in KINDS:
        raise NotFound(f"there is no problem of type {name!r}", suggestions=list(KINDS))
    kind = KINDS[name]
    return PlainTextResponse(f"{kind.title} (HTTP status {kind.status})\n\n{kind.__doc__}\n")
