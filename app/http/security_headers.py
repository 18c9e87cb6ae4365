"""Headers that keep a browser from doing with a response what it is not for."""

import re

from starlette.types import ASGIApp, Message, Receive, Scope, Send

from app.report.csp import allowed

NOTHING = "default-src 'none'; frame-ancestors 'none'"
"""A policy for what is no page: a browser that is shown it loads and runs nothing."""

DOCS = "/docs"
"""The page about the API."""

DOCS_POLICY = (
    "default-src 'none'", "style-src 'self' 'unsafe-inline'", "img-src 'self' data:", "font-src 'self' data:",
    "connect-src 'self'", "base-uri 'none'", "frame-ancestors 'none'",
)  # fmt: skip
"""What Swagger UI needs beside its scripts; it writes its styles as it runs."""

_INLINE = re.compile(r"<script>(.*?)</script>", re.DOTALL)


class SecurityHeaders:
    """Middleware that completes the headers of every response; a page with a policy of its own keeps it."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Sends what the application sends, with the headers that are missing."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
        elif scope["path"].removeprefix(scope.get("root_path", "")) == DOCS:
            await self._app(scope, receive, _with_docs_policy(send))
        else:
            await self._app(scope, receive, _with_policy(send))


def _with_policy(send: Send) -> Send:
    async def complete(message: Message) -> None:
        if message["type"] == "http.response.start":
            _add(message, NOTHING)
        await send(message)

    return complete


def _with_docs_policy(send: Send) -> Send:
    """The policy of the docs names the scripts that stand in it, so that no other runs."""
    begun: list[Message] = []

    async def complete(message: Message) -> None:
        if message["type"] == "http.response.start":
            begun.append(message)
            return
        while begun:
            start = begun.pop()
            scripts = _INLINE.findall(message.get("body", b"").decode())
            _add(start, "; ".join([*DOCS_POLICY, f"{allowed('script-src', *scripts)} 'self'"]))
            await send(start)
        await send(message)

    return complete


def _add(message: Message, policy: str) -> None:
    names = {name for name, _ in message["headers"]}
    wanted = {b"x-content-type-options": b"nosniff", b"content-security-policy": policy.encode()}
    missing = [(name, value) for name, value in wanted.items() if name not in names]
    message["headers"] = [*message["headers"], *missing]
