"""The explorer page: what the build left in `app/web/dist`, under a policy that lets nothing else in."""

import mimetypes
from functools import cache
from pathlib import Path

from fastapi import APIRouter, Request, Response
from fastapi.responses import PlainTextResponse

from app.errors import NotFound

BUILT = Path(__file__).parents[1] / "web" / "dist"

POLICY = "; ".join(
    [
        "default-src 'none'",
        "script-src 'self'",
        "style-src 'self'",
        "img-src 'self' data: blob:",
        "connect-src 'self'",
        "frame-src 'self'",
        "manifest-src 'self'",
        "base-uri 'none'",
        "form-action 'self'",
        "frame-ancestors 'none'",
        "require-trusted-types-for 'script'",
    ]
)
HEADERS = {
    "Content-Security-Policy": POLICY,
    "Referrer-Policy": "same-origin",
    "X-Content-Type-Options": "nosniff",
    "Cross-Origin-Opener-Policy": "same-origin",
}
FOR_GOOD = "public, max-age=31536000, immutable"
ASK_AGAIN = "no-cache"

NOT_BUILT = """The page has not been built yet: run `make web` (or `make up`, which does all).
The API answers already; its documentation is at /docs.
"""

router = APIRouter(include_in_schema=False)


@router.get("/")
async def page(request: Request) -> Response:
    """The explorer; its address holds the whole view."""
    if not (BUILT / "index.html").is_file():
        return PlainTextResponse(NOT_BUILT, 503)
    return _file("index.html", request, ASK_AGAIN)


@router.get("/assets/{name}")
async def asset(name: str, request: Request) -> Response:
    """A part of the page. Its name holds a hash of its content, so it never changes. Raises NotFound."""
    known = {path.name for path in BUILT.glob("*") if path.suffix not in (".gz", ".html", "")}
    if name not in known:
        raise NotFound(f"the page has no part {name!r}")
    return _file(name, request, FOR_GOOD)


def _file(name: str, request: Request, caching: str) -> Response:
    zipped = "gzip" in request.headers.get("accept-encoding", "") and (BUILT / f"{name}.gz").is_file()
    path = BUILT / (f"{name}.gz" if zipped else name)
    encoding = {"Content-Encoding": "gzip"} if zipped else {}
    headers = {**HEADERS, "Cache-Control": caching, "Vary": "Accept-Encoding", **encoding}
    return Response(_bytes(path, path.stat().st_mtime_ns), 200, headers, mimetypes.guess_type(name)[0])


@cache
def _bytes(path: Path, changed: int) -> bytes:
    return path.read_bytes()
