"""What pages of other sites may ask: any question, but nothing that keeps something here."""

from starlette.middleware.cors import CORSMiddleware
from starlette.types import ASGIApp, Receive, Scope, Send

from app.graph.failures import BOOKMARK

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
