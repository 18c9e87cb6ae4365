"""What pages of other sites may ask: any question, but nothing that keeps something here."""

from urllib.parse import urlsplit

from starlette.middleware.cors import CORSMiddleware
from starlette.requests import Request
from starlette.types import ASGIApp, Receive, Scope, Send

from app.errors import Forbidden
from app.graph.failures import BOOKMARK
from app.http.addresses import service_address

ASKED_BY_POST = "/reconcile"
"""Where a question is too long for an address, and is sent in a body."""


class CrossOrigin:
    """Middleware that lets pages of any site read answers (CORS), and send POST where that only asks."""

    def __init__(self, app: ASGIApp) -> None:
        self._reading, self._asking = (
            CORSMiddleware(
                app, allow_origins=["*"], allow_methods=methods, allow_headers=["*"],
                expose_headers=["Age", "Cache-Status", "Link", "ETag", "Entente-Dataset", BOOKMARK],
            )
            for methods in (["GET", "HEAD"], ["GET", "HEAD", "POST"])
        )  # fmt: skip

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Passes a request on, with what its answer has to say to browsers."""
        asks = scope["type"] == "http" and scope["path"].removeprefix(scope.get("root_path", "")).startswith(
            ASKED_BY_POST
        )
        await (self._asking if asks else self._reading)(scope, receive, send)


def ensure_own_page(request: Request) -> None:
    """Raises Forbidden for a request that a browser sends for a page of another site.

    Browsers say whose page it is; and they send no JSON for another site without asking first whether they may, which
    nothing here allows. Programs say neither.
    """
    headers, own = request.headers, urlsplit(service_address(request))
    if headers.get("content-type", "").split(";")[0].strip().lower() != "application/json":
        raise Forbidden("what is sent here is JSON, with `Content-Type: application/json`")
    site, origin = headers.get("sec-fetch-site", "same-origin"), headers.get("origin")
    if site not in ("same-origin", "none") or (origin and origin != f"{own.scheme}://{own.netloc}"):
        raise Forbidden("a page of another site may not send this")
