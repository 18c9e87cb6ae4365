"""Where readers find the service and who they are, whatever a request says of it that nobody vouches for."""

from contextlib import suppress
from ipaddress import ip_address
from typing import Any
from urllib.parse import urlsplit

from starlette.requests import Request
from starlette.types import ASGIApp, Receive, Scope, Send
from uvicorn.middleware.proxy_headers import ProxyHeadersMiddleware

from app.errors import Forbidden
from app.http.exchange import REQUEST_ID


def service_address(request: Request) -> str:
    """The address of the service as a request's reader knows it, without a slash at its end."""
    return str(request.base_url).rstrip("/")


def ensure_known_host(request: Request) -> None:
    """Raises Forbidden for a request to a name that nobody vouches for. A page of any site can give its own name the
    address of this machine, and so ask as a page of this service (DNS rebinding); of an address no page can."""
    host = request.url.hostname or ""
    with suppress(ValueError):
        ip_address(host)
        return
    if host != "localhost":
        raise Forbidden(f"{host!r} is no name of this service; ENTENTE_PUBLIC_URL says by which it is reached")


class TrustedProxies(ProxyHeadersMiddleware):
    """Middleware that believes what proxies of these addresses say of the scheme, the client and the request's id."""

    async def __call__(self, scope: Any, receive: Any, send: Any) -> None:
        """Passes a request on with what is believed; an id that nobody vouches for is taken away."""
        host = scope["client"][0] if scope.get("client") else None
        if scope["type"] == "http" and host not in self.trusted_hosts:
            scope["headers"] = [header for header in scope["headers"] if header[0] != REQUEST_ID]
        await super().__call__(scope, receive, send)


class PublicAddress:
    """Middleware that gives each request the address of the service as readers know it.

    Every absolute address follows from it: links in figures and files, embeds, redirects, the guide of Neo4j Browser.
    `https://host/entente` has a path of its own, which a proxy may pass on or take away.
    """

    def __init__(self, app: ASGIApp, url: str) -> None:
        self._app = app
        parts = urlsplit(url)
        self._scheme, self._host, self._path = parts.scheme, parts.netloc.encode(), parts.path.rstrip("/")

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Passes a request on with the scheme, host and path of the public address."""
        if scope["type"] == "http":
            headers = [(name, value) for name, value in scope["headers"] if name != b"host"]
            path: str = scope["path"]
            scope = {
                **scope,
                "scheme": self._scheme,
                "headers": [(b"host", self._host), *headers],
                "root_path": self._path,
                "path": path if f"{path}/".startswith(f"{self._path}/") else self._path + path,
            }
        await self._app(scope, receive, send)
