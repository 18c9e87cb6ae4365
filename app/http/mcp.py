"""`/mcp`: questions as tools for assistants, by MCP's streamable HTTP, each request for itself."""

from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager
from typing import TYPE_CHECKING

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.routing import Route
from starlette.types import Receive, Scope, Send

from app.answers.service import Service
from app.errors import NotFound
from app.http.addresses import ensure_known_host, service_address
from app.http.cross_origin import ensure_own_page
from app.http.exchange import exchange_of
from app.mcp import MISSING, installed

if TYPE_CHECKING:
    from mcp.server.streamable_http_manager import StreamableHTTPSessionManager

PATH = "/mcp"

LARGEST_BODY = 64_000
"""Bytes of a request; the longest that means something have a tenth of it."""

FOR_PROGRAMS = "Assistants ask here by POST (MCP, streamable HTTP); docs/interoperate.md says how one is told of it.\n"


class Door:
    """What is at `/mcp`: it answers while `open` runs, and without the SDK says what to install.

    Which hosts and pages may ask is decided as for all that is sent here, and not by the SDK's own check. With a public
    address, each request is to that.
    """

    def __init__(self, service: Service, has_public_address: bool) -> None:
        self._service = service
        self._has_public_address = has_public_address
        self._installed = installed()
        self._manager: StreamableHTTPSessionManager | None = None
        self.route = Route(PATH, self, include_in_schema=False)

    @asynccontextmanager
    async def open(self) -> AsyncGenerator[None]:
        """Lets requests in while the block runs."""
        if not self._installed:
            yield
            return
        from mcp.server.streamable_http_manager import StreamableHTTPSessionManager

        from app.mcp.server import server

        # Without sessions, so that whichever worker gets a request can answer it.
        manager = StreamableHTTPSessionManager(
            server(self._service, _heard), json_response=True, stateless=True, max_request_body_size=LARGEST_BODY
        )
        async with manager.run():
            self._manager = manager
            yield
            self._manager = None

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answers a request. Raises NotFound, Forbidden, and 405 for what is not sent by POST."""
        request = Request(scope)
        if not self._installed:
            raise NotFound(MISSING)
        if request.method != "POST":
            raise HTTPException(405, FOR_PROGRAMS, {"Allow": "POST"})
        if not self._has_public_address:
            ensure_known_host(request)
        ensure_own_page(request)
        assert self._manager, "a service that takes requests is open"
        await self._manager.handle_request(scope, receive, send)


def _heard(request: Request, name: str) -> str:
    """Notes which question a request asks, for those who run the service; gives the service's address."""
    exchange_of(request.scope).question = name
    return service_address(request)
