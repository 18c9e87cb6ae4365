"""Every query of the catalogue over HTTP: in the format that `Accept` prefers, and under its suffix in any."""

from collections.abc import Awaitable, Callable, Mapping
from urllib.parse import urlencode

from fastapi import APIRouter, Request, Response
from fastapi.responses import RedirectResponse

from app.answers.extent import ensure_at_most, following
from app.answers.service import Service
from app.answers.snapshots import Snapshots
from app.answers.view import viewed
from app.domain.answer import Subgraph
from app.errors import OtherDataset
from app.formats import Format, named
from app.graph.failures import BOOKMARK, BOOKMARK_SIZE, Bookmark
from app.graph.replicas import AnyGraph
from app.http import openapi
from app.http.addresses import service_address
from app.http.exchange import exchange_of
from app.http.negotiation import preferred
from app.http.query_string import request_values, split
from app.http.responses import LIVE, Asked, Delivery
from app.queries import catalogue
from app.queries.base import Query
from app.queries.view import Viewed, several
from app.report import Neighbour, Site
from app.report.options import Options

Ask = Callable[[Request, Format], Awaitable[Response]]


def router(service: Service, kept: Snapshots, delivery: Delivery, file_results: int, contact: str | None) -> APIRouter:
    """A route for each query, and one for its suffix forms. Files that are sent part after part have
    `file_results` results at most; pages name where to report errors, the `contact`."""
    routes = APIRouter()
    for query in catalogue.values():
        _add_query(routes, _asker(service, kept, delivery, query, file_results, contact), query)
    return routes


def _add_query(routes: APIRouter, ask: Ask, query: type[Query]) -> None:
    async def by_suffix(request: Request) -> Response:
        return await ask(request, named(request.path_params["suffix"]))

    async def by_accept(request: Request) -> Response:
        return await ask(request, preferred(request.headers.get("accept", "*/*")))

    title, asked = query.name.replace("_", " ").capitalize(), openapi.parameters_of(query)
    suffixed = f"{query.path}.{{suffix}}"
    # The path with a suffix first: `{id}` would match `nasa.svg` too.
    routes.add_api_route(
        suffixed, by_suffix, operation_id=f"{query.name}_in_format", name=query.name, tags=["formats"],
        summary=f"{title}, in a format", description=query.description(), response_class=Response,
        responses=openapi.responses(query), openapi_extra={"parameters": [*asked, *openapi.options()]},
    )  # fmt: skip
    routes.add_api_route(
        query.path, by_accept, operation_id=query.name, name=query.name, tags=["queries"], summary=title,
        description=query.description(), response_class=Response, responses=openapi.responses(query),
        openapi_extra={"parameters": asked},
    )  # fmt: skip


def _asker(
    service: Service, kept: Snapshots, delivery: Delivery, query: type[Query], file_results: int, contact: str | None
) -> Ask:
    async def ask(request: Request, format: Format) -> Response:
        for_query, for_format = split(request_values(request, several(query)), format)
        view = Viewed.read(format.asks(query), for_query, also_allowed=format.options)
        posed, extent = format.pose(view)
        asked = Asked(view.address, format, Options.read(for_format), extent)
        try:
            return await deliver(request, asked, posed)
        except OtherDataset as other:
            if id := await kept.id_of(view):
                return _leading_to(request, f"{service_address(request)}/snapshots/{id}", for_format)
            address = service_address(request) + view.of_any_dataset.address
            raise OtherDataset(f"{other.detail}; no snapshot is kept of it", **other.extra, address=address) from other

    async def deliver(request: Request, asked: Asked, posed: Viewed) -> Response:
        ahead = await _ahead(request, service.graph)
        # A kept answer is as new as all that this worker has seen, no newer.
        given = None if ahead else service.givable
        made = await delivery.ready(request, asked, given) if given else None
        exchange_of(request.scope).cache = "hit" if made else "miss"
        response = made or await send(request, asked, posed, ahead)
        bookmark = ahead.text if ahead else ",".join(sorted(await service.graph.seen() or ()))
        if 0 < len(bookmark) <= BOOKMARK_SIZE:
            response.headers[BOOKMARK] = bookmark
        return response

    async def site_of(question: Query, answer: Subgraph, ahead: Bookmark | None) -> Site:
        beside = await service.beside(question, answer.meta["dataset"], ahead)
        previous, following = (Neighbour.of(beside[side]) if beside else None for side in ("previous", "next"))
        return Site(contact, previous, following)

    async def send(request: Request, asked: Asked, posed: Viewed, ahead: Bookmark | None) -> Response:
        answer = await viewed(service, posed, asked.extent, ahead)
        if not asked.format.continues(asked.extent, answer):
            site = await site_of(posed.question, answer, ahead) if asked.format.is_page else None
            return await delivery.send(request, answer, asked, site=site)
        await ensure_at_most(service, posed.question, answer, file_results)
        return await delivery.stream(request, answer, following(service, posed, answer, ahead), asked)

    return ask


def _leading_to(request: Request, snapshot: str, options: Mapping[str, object]) -> Response:
    """A redirect to a snapshot in the format that is asked for. For now: the dataset may come back."""
    suffix = request.path_params.get("suffix")
    asked = urlencode(options, doseq=True)
    address = f"{snapshot}{f'.{suffix}' if suffix else ''}{f'?{asked}' if asked else ''}"
    return RedirectResponse(address, headers={"Cache-Control": LIVE, "Vary": "Accept"})


async def _ahead(request: Request, graph: AnyGraph) -> Bookmark | None:
    """The bookmark of a reader who may have seen more than this worker. Raises InvalidParameter."""
    given = request.headers.get(BOOKMARK)
    bookmark = Bookmark(given) if given else None
    seen = await graph.seen()
    return bookmark if bookmark and seen is not None and not bookmark.values <= seen else None
