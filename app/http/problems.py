"""Errors over HTTP as problem details (RFC 9457)."""

from collections.abc import Sequence
from urllib.parse import quote, urlencode

import orjson
from starlette.requests import Request
from starlette.responses import HTMLResponse, PlainTextResponse, Response

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
from app.formats.page import PAGE, Link, failure
from app.http.addresses import service_address
from app.http.exchange import exchange_of
from app.http.negotiation import preferred, preferred_language
from app.report.site import in_language
from app.report.wording import Language

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
    headers = {"Vary": "Accept, Accept-Language"} | ({"Retry-After": str(error.retry_after)} if again else {})
    if _reads_pages(request):
        return HTMLResponse(_page(error, request), error.status, headers | {"Content-Security-Policy": PAGE.policy()})
    return Response(orjson.dumps(details), error.status, headers, MEDIA_TYPE)


def _reads_pages(request: Request) -> bool:
    """Whether a person opened the address in a browser."""
    try:
        return preferred(request.headers.get("accept", "*/*")).is_page
    except NotAcceptable:
        return False


def _page(error: ServiceError, request: Request) -> bytes:
    """The problem as a page that leads on to what is near."""
    base, lang = service_address(request), _language(request)
    suggestions: Sequence[str] = error.extra.get("suggestions", ())
    links = [Link(one, _suggested(error, request, one, base, lang)) for one in suggestions if "{" not in one]
    return failure(error, links, base, lang)


def _language(request: Request) -> Language:
    """That of the address, or else of the reader: one that leads nowhere is typed, and nobody cites what it says."""
    asked = request.query_params.get("lang")
    return Language(asked) if asked in set(Language) else preferred_language(request.headers.get("accept-language", ""))


def _suggested(error: ServiceError, request: Request, suggestion: str, base: str, lang: Language) -> str:
    """Where a suggestion leads: a path to itself, an id into the place of that which is not there, else to what it asks
    in plain English."""
    if suggestion.startswith("/"):
        return in_language(base + suggestion, lang)
    given, address = quote(str(error.extra.get("value", ""))), str(request.url)
    if given and given in address:
        same = suggestion.join(address.rsplit(given, 1))
        return same if "lang" in request.query_params else in_language(same, lang)
    return in_language(f"{base}/ask?{urlencode({'q': suggestion})}", lang)


def explain(name: str) -> Response:
    """What a kind of problem means: where its `type` leads. Raises NotFound for a kind that is not there."""
    if name not in KINDS:
        raise NotFound(f"there is no problem of type {name!r}", suggestions=list(KINDS))
    kind = KINDS[name]
    return PlainTextResponse(f"{kind.title} (HTTP status {kind.status})\n\n{kind.__doc__}\n")
