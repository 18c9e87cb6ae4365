"""Answers as HTTP responses: written once, kept, tagged, and safe to show on other sites."""

import asyncio
import re
import zlib
from collections.abc import AsyncIterator, Hashable
from dataclasses import dataclass
from urllib.parse import urlencode

from starlette.requests import Request
from starlette.responses import Response, StreamingResponse

from app.answers.extent import PAGE, Extent
from app.answers.offload import offloaded
from app.answers.service import Givable
from app.domain.answer import Subgraph
from app.domain.dates import today
from app.errors import Unavailable
from app.formats import Format
from app.graph.failures import BOOKMARK
from app.http.addresses import service_address
from app.http.cache import SENT, Body, ResponseCache, staleness
from app.http.head import HEAD
from app.http.rendering import Renderer
from app.report import Report, Site
from app.report.options import Options

LIVE = "public, max-age=60, stale-while-revalidate=600"
"""How long a copy of an answer that may change can be shown."""

RECORD = 1_000
"""About how many bytes of an answer are one record."""

STREAMS = 4
"""Most long answers that are sent at once, of which each keeps Neo4j at work for as long as its client takes it."""

FROZEN = "public, max-age=31536000, immutable"
"""For what never changes."""


@dataclass(frozen=True)
class Asked:
    """What a request asks for: path and query string without a suffix, a format, its options, and how much of the
    answer, where the address alone would be the first page."""

    address: str
    format: Format
    options: Options
    extent: Extent = PAGE

    @property
    def file(self) -> str:
        """A name for the answer as a file: letters, digits and hyphens."""
        words = re.findall(r"[a-z0-9]+", self.address.lower())
        return f"{'-'.join(words)[:80].strip('-')}.{self.format.suffix}"


class Delivery:
    """Writes, keeps and sends answers."""

    def __init__(self, cache: ResponseCache) -> None:
        self._renderer = Renderer()
        self._cache = cache
        self._streams = 0

    def close(self) -> None:
        """Ends the processes that write."""
        self._renderer.close()

    async def ready(self, request: Request, asked: Asked, given: Givable) -> Response | None:
        """The response that is kept for a dataset, marked where it is stale; None if there is none."""
        if not (body := self._cache.body(self._key(request, asked, given.version))):
            return None
        response = await self._response(request, asked, body, given.version, frozen=False)
        response.headers.update(staleness(given))
        return response

    async def send(
        self, request: Request, subgraph: Subgraph, asked: Asked, frozen: bool = False, site: Site | None = None
    ) -> Response:
        """The response to a request: 304 for a reader who has the same bytes already. A page is told of its `site`.

        Raises InvalidParameter when there is more than the format holds, and TimedOut.
        """
        report = Report(subgraph, asked.options, service_address(request) + asked.address, site=site)
        key = self._key(request, asked, report.dataset)
        body = await self._cache.made(key, lambda: self._write(asked, report))
        return await self._response(request, asked, body, report.dataset, frozen)

    async def stream(self, request: Request, begun: Subgraph, rest: AsyncIterator[Subgraph], asked: Asked) -> Response:
        """The response with an answer that is too long to be kept, sent part after part as the client takes it.

        Where the rest cannot be had, the connection is broken off, so that no client takes what it got for the whole.
        Raises Unavailable when too many are being sent.
        """
        if self._streams >= STREAMS:
            raise Unavailable("too many long files are being sent just now; ask again in a moment")
        headers = self._headers(asked, begun.meta["dataset"], frozen=False)
        if compressed := _takes_gzip(request, asked.format):
            headers["Content-Encoding"] = "gzip"
        if request.scope.get(HEAD):
            return Response(None, 200, headers, asked.format.media_type)
        parts = self._parts(begun, rest, asked, service_address(request) + asked.address)
        return StreamingResponse(gzipped(parts) if compressed else parts, 200, headers, asked.format.media_type)

    async def _parts(
        self, begun: Subgraph, rest: AsyncIterator[Subgraph], asked: Asked, address: str
    ) -> AsyncIterator[bytes]:
        assert asked.format.writer, "it can be written part after part"
        write, report = asked.format.writer(), Report(begun, asked.options, address)
        self._streams += 1
        try:
            yield await asyncio.to_thread(write, report)
            async for part in rest:
                yield await asyncio.to_thread(write, report.followed_by(part))
        finally:
            self._streams -= 1

    async def _write(self, asked: Asked, report: Report) -> Body:
        # JSON is put together from cached JSON in less time than another process takes to be asked.
        if asked.format.suffix == "json":
            records = len(report.subgraph.rows) + len(report.subgraph.json_ties)
            content = await offloaded(records, asked.format.write, report)
        else:
            content = await self._renderer.write(asked.format, report)
        return Body.of(content, report.subgraph.meta.get("next"))

    def _key(self, request: Request, asked: Asked, version: str | None) -> Hashable:
        base, format = service_address(request), _name(asked.format)
        return version, today(), base, asked.address, format, asked.options, asked.extent

    async def _response(self, request: Request, asked: Asked, body: Body, version: str, frozen: bool) -> Response:
        # A snapshot is sent whatever dataset there is, so no request for it may be answered by version.
        # The compressed form has a weak tag: the same answer in other bytes (RFC 9110, section 8.8.3.3).
        compressed = _takes_gzip(request, asked.format)
        if not frozen:
            request.scope[SENT] = version, self._key(request, asked, version), compressed
        headers = self._headers(asked, version, frozen) | {"ETag": f"W/{body.etag}" if compressed else body.etag}
        if body.next:
            headers["Link"] = f'<{request.url.path}?{_following(request, body.next)}>; rel="next"'
        if _matches(request.headers.get("if-none-match", ""), body.etag):
            return Response(status_code=304, headers=headers)
        if compressed:
            headers["Content-Encoding"] = "gzip"
            # Once for all readers; compressing a megabyte takes 20 milliseconds.
            content = await offloaded(len(body.content) // RECORD, lambda: body.compressed)
            return Response(content, 200, headers, asked.format.media_type)
        return Response(body.content, 200, headers, asked.format.media_type)

    def _headers(self, asked: Asked, version: str, frozen: bool) -> dict[str, str]:
        shown = "attachment" if asked.format.download else "inline"
        return {
            "Cache-Control": FROZEN if frozen else LIVE,
            "Content-Disposition": f'{shown}; filename="{asked.file}"',
            "Content-Security-Policy": asked.format.policy(),
            "Cross-Origin-Resource-Policy": "cross-origin",
            "Entente-Dataset": version,
            "Referrer-Policy": "strict-origin-when-cross-origin",
            "Vary": "Accept, Accept-Encoding" if frozen else f"Accept, Accept-Encoding, {BOOKMARK}",
            "X-Content-Type-Options": "nosniff",
        }


def _name(format: Format) -> tuple[str, bool]:
    """What tells a format from all others."""
    return format.suffix, format.is_page


def _takes_gzip(request: Request, format: Format) -> bool:
    return format.compressible and "gzip" in request.headers.get("accept-encoding", "")


async def gzipped(parts: AsyncIterator[bytes]) -> AsyncIterator[bytes]:
    """Parts as one gzip file (RFC 1952), each sent on as soon as it is compressed."""
    gzip = zlib.compressobj(level=6, wbits=zlib.MAX_WBITS | 16)  # 16 asks for the head and the end of gzip
    async for part in parts:
        yield await asyncio.to_thread(gzip.compress, part)
    yield gzip.flush()


def _matches(condition: str, etag: str) -> bool:
    """Whether an `If-None-Match` names the tag (weak comparison, RFC 9110, section 13.1.2)."""
    tags = [tag.strip().removeprefix("W/") for tag in condition.split(",")]
    return etag in tags or tags == ["*"]


def _following(request: Request, cursor: str) -> str:
    given = [(name, value) for name, value in request.query_params.multi_items() if name != "after"]
    return urlencode([*given, ("after", cursor)])
