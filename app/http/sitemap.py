"""What search engines ask first: which pages there are (sitemaps.org), and which addresses are not for them (RFC
9309)."""

from collections.abc import Iterable, Iterator
from xml.sax.saxutils import escape

from fastapi import APIRouter, Request, Response
from fastapi.responses import PlainTextResponse

from app.answers.service import Service
from app.domain.answer import PARTS
from app.errors import NotFound
from app.http.addresses import service_address
from app.http.responses import LIVE

PAGES = 10_000
"""Most addresses in one file; the protocol allows 50,000."""

ROBOTS = """User-agent: *
Disallow: {path}/ask
Disallow: {path}/embed
Disallow: {path}/snapshots/
Sitemap: {base}/sitemap.xml
"""

NAMESPACE = "http://www.sitemaps.org/schemas/sitemap/0.9"


def router(service: Service) -> APIRouter:
    """The sitemap in files of at most 10,000 pages, one for each record; and robots.txt."""
    routes = APIRouter(include_in_schema=False)

    @routes.get("/robots.txt")
    async def robots(request: Request) -> Response:
        """Which addresses robots leave alone, and where the sitemap is."""
        path = request.scope.get("root_path", "")
        return PlainTextResponse(ROBOTS.format(path=path, base=service_address(request)), headers=_CACHED)

    @routes.get("/sitemap.xml")
    async def index(request: Request) -> Response:
        """The files of the sitemap, each with the day on which the dataset was loaded."""
        dataset, base = await service.dataset(), service_address(request)
        files = (f"{base}/sitemap/{part}-{number}.xml" for part in PARTS for number in _numbers(dataset[part]))
        return _xml("sitemapindex", "sitemap", files, dataset["loaded"])

    @routes.get("/sitemap/{part}-{number}.xml")
    async def file(part: str, number: str, request: Request) -> Response:
        """Addresses of pages. Raises NotFound for a file that the index does not name."""
        dataset = await service.dataset()
        if part not in PARTS or number not in map(str, _numbers(dataset[part])):
            raise NotFound(f"the sitemap has no part {part}-{number}", suggestions=["/sitemap.xml"])
        ids = await service.ids(part, (int(number) - 1) * PAGES, PAGES)
        addresses = (f"{service_address(request)}/{part}/{id}" for id in ids)
        return _xml("urlset", "url", addresses, dataset["loaded"])

    return routes


_CACHED = {"Cache-Control": LIVE}


def _numbers(records: int) -> range:
    """The numbers of the files that so many pages need."""
    return range(1, -(-records // PAGES) + 1)


def _xml(root: str, item: str, addresses: Iterable[str], changed: str) -> Response:
    text = "\n".join(_lines(root, item, addresses, changed))
    return Response(text, headers=_CACHED, media_type="application/xml")


def _lines(root: str, item: str, addresses: Iterable[str], changed: str) -> Iterator[str]:
    yield '<?xml version="1.0" encoding="UTF-8"?>'
    yield f'<{root} xmlns="{NAMESPACE}">'
    for address in addresses:
        yield f"<{item}><loc>{escape(address)}</loc><lastmod>{changed}</lastmod></{item}>"
    yield f"</{root}>"
