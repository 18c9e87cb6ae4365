"""HEAD for every address that has GET."""

from starlette.types import ASGIApp, Message, Receive, Scope, Send

HEAD = "entente.head"
"""Where the scope of a request says that nothing but status and headers is wanted."""


class HeadAsGet:
    """Middleware that answers HEAD with the status and headers of GET, and no content (RFC 9110, section 9.3.2).

    A route of its own for each HEAD would double what a path is compared with.
    """

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Passes a request on, HEAD as GET."""
        if scope["type"] == "http" and scope["method"] == "HEAD":
            await self._app({**scope, "method": "GET", HEAD: True}, receive, _without_content(send))
        else:
            await self._app(scope, receive, send)


def _without_content(send: Send) -> Send:
    async def send_head(message: Message) -> None:
        await send({**message, "body": b""} if message["type"] == "http.response.body" else message)

    return send_head
