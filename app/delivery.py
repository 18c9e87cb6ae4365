"""Answers as HTTP responses: written once, kept, tagged, and safe to show on other sites."""

import re
from collections.abc import Mapping
from dataclasses import dataclass

from starlette.requests import Request
from starlette.responses import Response

from app.formats import Format
from app.kept import Body, Kept
from app.options import Options
from app.rendering import Renderer
from app.report import Report
from app.subgraph import Subgraph

LIVE = "public, max-age=60, stale-while-revalidate=600"
"""How long a copy of an answer that may change can be shown."""

FROZEN = "public, max-age=31536000, immutable"
"""For what never changes."""


@dataclass(frozen=True)
class Asked:
    """What a request asks for: path and query string without a suffix, a format, and its options."""

    address: str
    format: Format
    options: Options

    @property
    def file(self) -> str:
        """A name for the answer as a file: letters, digits and hyphens."""
        words = re.findall(r"[a-z0-9]+", self.address.lower())
        return f"{'-'.join(words)[:80].strip('-')}.{self.format.suffix}"


class Delivery:
    """Writes, keeps and sends answers, in up to `size` bytes kept. `public_url` is where readers find the service."""

    def __init__(self, size: int, public_url: str | None = None) -> None:
        self._renderer = Renderer()
        self._kept = Kept(size)
        self._public_url = public_url

    def base(self, request: Request) -> str:
        """The address of the service, without a slash at its end."""
        return (self._public_url or str(request.base_url)).rstrip("/")

    def close(self) -> None:
        """Ends the processes that write."""
        self._renderer.close()

    async def send(self, request: Request, subgraph: Subgraph, asked: Asked, frozen: bool = False) -> Response:
        """The response to a request: 304 for a reader who has the same bytes already.

        Raises InvalidParameter when there is more than the format holds, and TimedOut.
        """
        report = Report(subgraph, asked.options, self.base(request) + asked.address)
        if asked.format.suffix == "json":
            body = Body.of(asked.format.write(report))
        else:
            key = (report.dataset, report.address, asked.format.suffix, asked.options)
            body = await self._kept.get(key, lambda: self._renderer.write(asked.format, report))
        headers = self._headers(asked, report, frozen) | {"ETag": body.etag}
        if _matches(request.headers.get("if-none-match", ""), body.etag):
            return Response(status_code=304, headers=headers)
        return Response(body.content, 200, headers, asked.format.media_type)

    def _headers(self, asked: Asked, report: Report, frozen: bool) -> dict[str, str]:
        shown = "attachment" if asked.format.download else "inline"
        return {
            "Cache-Control": FROZEN if frozen else LIVE,
            "Content-Disposition": f'{shown}; filename="{asked.file}"',
            "Content-Security-Policy": asked.format.policy(),
            "Cross-Origin-Resource-Policy": "cross-origin",
            "Entente-Dataset": report.dataset,
            "Referrer-Policy": "strict-origin-when-cross-origin",
            "Vary": "Accept",
            "X-Content-Type-Options": "nosniff",
        }


def _matches(condition: str, etag: str) -> bool:
    """Whether an `If-None-Match` names the tag (weak comparison, RFC 9110, section 13.1.2)."""
    tags = [tag.strip().removeprefix("W/") for tag in condition.split(",")]
    return etag in tags or tags == ["*"]


def split(values: Mapping[str, object], format: Format) -> tuple[dict[str, object], dict[str, object]]:
    """A request's values, as those of the query and those of the format."""
    ours = {name: value for name, value in values.items() if name in format.options}
    return {name: value for name, value in values.items() if name not in ours}, ours
