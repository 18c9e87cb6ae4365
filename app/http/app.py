"""The catalogue over HTTP: every query in every format, with errors as problem details."""

import asyncio
from collections.abc import AsyncGenerator, Awaitable, Callable, Mapping, Set
from contextlib import asynccontextmanager
from typing import Any

from fastapi import FastAPI, Request, Response
from fastapi.middleware.cors import CORSMiddleware
from fastapi.responses import HTMLResponse
from fastapi_offline import FastAPIOffline
from starlette.exceptions import HTTPException

from app.answers import snapshots
from app.answers.service import Service
from app.answers.warmup import WARMUP_SECONDS, begin, prime
from app.domain.answer import Answer
from app.errors import InvalidParameter, NotFound, ServiceError, Unavailable
from app.formats import Format, formats, named
from app.formats.html import source
from app.graph.client import BOOKMARK, BOOKMARK_SIZE, Bookmark, Graph
from app.http import embeds, explorer, neo4j_browser, openapi
from app.http.negotiation import preferred
from app.http.problems import explain, problem
from app.http.responses import LIVE, Asked, Delivery, split
from app.http.shortcut import Shortcut
from app.queries import catalogue
from app.queries.base import Query
from app.queries.checks import check_statements
from app.queries.schema import repeatable
from app.report import Report
from app.report.options import Options

Endpoint = Callable[[Request], Awaitable[Response]]

DESCRIPTION = """Who works with whom on which technology, since when, and which document says so.

Every answer is a subgraph: entities, the ties between them with their claims, and the documents that the claims cite.
"""


def create_app(
    graph: Graph,
    pieces: int,
    kept: int = 64 * 1024**2,
    public_url: str | None = None,
    browser_address: str = neo4j_browser.AT_HOME,
    on_begin: Callable[[], None] = lambda: None,
) -> FastAPI:
    """The service on a graph, keeping up to `pieces` bytes of parts of answers and `kept` of whole ones.

    `public_url` is where readers find it, if that is not where requests come in; links to Neo4j Browser lead to
    `browser_address`. `on_begin` is called each time that the graph has answered a first question.
    """
    check_statements()
    service = Service(graph, pieces)
    short = kept // 4
    delivery = Delivery(kept - short, public_url)

    @asynccontextmanager
    async def lifespan(app: FastAPI) -> AsyncGenerator[None]:
        async with _watched(service, on_begin):
            yield
        delivery.close()
        await graph.close()

    app = FastAPIOffline(title="Entente", version="0.1.0", description=DESCRIPTION, lifespan=lifespan)
    app.add_middleware(Shortcut, current=lambda: service.version, size=short)
    app.add_middleware(
        CORSMiddleware, allow_origins=["*"], allow_methods=["GET", "HEAD"], allow_headers=["*"],
        expose_headers=["Link", "ETag", "Entente-Dataset", BOOKMARK],
    )  # fmt: skip
    _add_errors(app)
    for query in catalogue.values():
        _add_query(app, service, delivery, query)
    _add_snapshots(app, service, delivery)
    _add_embeds(app, service, delivery)
    _add_state(app, service)
    app.include_router(explorer.router)
    app.include_router(neo4j_browser.router(browser_address))
    app.openapi = openapi.completed(app.openapi)
    return app


@asynccontextmanager
async def _watched(service: Service, on_begin: Callable[[], None]) -> AsyncGenerator[None]:
    """While the block runs, the service knows which dataset there is, and is made ready whenever the graph comes."""
    running: set[asyncio.Task[None]] = set()

    async def ask() -> None:
        await begin(service)
        on_begin()
        await prime(service)

    async def prepare() -> None:
        running.add(priming := asyncio.create_task(ask()))
        priming.add_done_callback(running.discard)
        await asyncio.wait([priming], timeout=WARMUP_SECONDS)

    running.add(asyncio.create_task(service.watch(prepare)))
    yield
    for task in running:
        task.cancel()


def _add_errors(app: FastAPI) -> None:
    app.add_exception_handler(ServiceError, _on_service_error)
    app.add_exception_handler(HTTPException, _on_http_error)


async def _on_service_error(request: Request, error: Exception) -> Response:
    assert isinstance(error, ServiceError)
    return problem(error, request)


async def _on_http_error(request: Request, error: Exception) -> Response:
    assert isinstance(error, HTTPException)
    if error.status_code == 404:
        paths = [query.path for query in catalogue.values()]
        return problem(NotFound(f"nothing is at {request.url.path}", suggestions=paths), request)
    return Response(str(error.detail), error.status_code, error.headers)


def _add_query(app: FastAPI, service: Service, delivery: Delivery, query: type[Query]) -> None:
    """The query at its path, in the format that `Accept` prefers, and at its path with a format's suffix."""
    ask = _asker(service, delivery, query)

    async def by_suffix(request: Request) -> Response:
        return await ask(request, named(request.path_params["suffix"]))

    async def by_accept(request: Request) -> Response:
        return await ask(request, preferred(request.headers.get("accept", "*/*"), formats().values()))

    title, asked = query.name.replace("_", " ").capitalize(), openapi.parameters(query.path, query)
    app.add_api_route(
        f"{query.path}.{{suffix}}", by_suffix, methods=["GET", "HEAD"], operation_id=f"{query.name}_in_format",
        tags=["formats"], summary=f"{title}, in a format", description=query.description(),
        response_class=Response, responses=openapi.responses(query),
        openapi_extra={"parameters": [*asked, *openapi.options()]},
    )  # fmt: skip
    app.add_api_route(
        query.path, by_accept, methods=["GET", "HEAD"], operation_id=query.name, name=query.name, tags=["queries"],
        summary=title, description=query.description(), response_class=Response, responses=openapi.responses(query),
        openapi_extra={"parameters": asked},
    )  # fmt: skip


def _asker(
    service: Service, delivery: Delivery, query: type[Query]
) -> Callable[[Request, Format], Awaitable[Response]]:
    several = repeatable(query)

    async def ask(request: Request, format: Format) -> Response:
        for_query, for_format = split(_values(request, several), format)
        question = query.read(for_query, beside=format.options)
        asked = Asked(question.address, format, Options.read(for_format))
        ahead = await _ahead(request, service.graph)
        # A kept answer is as new as all that this worker has seen, no newer.
        kept = None if ahead else delivery.ready(request, asked, service.version)
        response = kept or await delivery.send(request, await service.answer(question, ahead), asked)
        bookmark = ahead.text if ahead else ",".join(sorted(await service.graph.seen()))
        if len(bookmark) <= BOOKMARK_SIZE:
            response.headers[BOOKMARK] = bookmark
        return response

    return ask


async def _ahead(request: Request, graph: Graph) -> Bookmark | None:
    """The bookmark of a reader who may have seen more than this worker. Raises InvalidParameter."""
    given = request.headers.get(BOOKMARK)
    bookmark = Bookmark(given) if given else None
    return bookmark if bookmark and not bookmark.values <= await graph.seen() else None


def _values(request: Request, several: Set[str]) -> Mapping[str, Any]:
    """The request's parameters: a list where there may be several, and where there may not but are, to be refused."""
    given: dict[str, Any] = {}
    for name in request.query_params:
        values = request.query_params.getlist(name)
        given[name] = values if name in several or len(values) > 1 else values[0]
    return given | {name: value for name, value in request.path_params.items() if name != "suffix"}


def _add_snapshots(app: FastAPI, service: Service, delivery: Delivery) -> None:
    async def send(request: Request, id: str, format: Format) -> Response:
        for_snapshot, for_format = split(_values(request, set()), format)
        if unknown := for_snapshot.keys() - {"id"}:
            raise InvalidParameter(f"{', '.join(sorted(unknown))}: not a parameter of a snapshot in {format.suffix}")
        options = Options.read(for_format)
        snapshot = await snapshots.find(service.graph, id)
        asked = Asked(f"/snapshots/{id}", format, options)
        return await delivery.send(request, snapshot.answer, asked, frozen=True)

    extra = {"parameters": openapi.parameters("/snapshots/{id}", snapshots.SnapshotRequest)}

    @app.get(
        "/snapshots/{id}/changes", tags=["snapshots"], response_model=openapi.Changes,
        responses=openapi.PROBLEMS, openapi_extra=extra,
    )  # fmt: skip
    async def changes(request: Request) -> Mapping[str, Any]:
        """Whether newer data answer the question of a snapshot differently, and in what."""
        return await snapshots.changes(service, await snapshots.find(service.graph, request.path_params["id"]))

    @app.get("/snapshots/{id}.{suffix}", include_in_schema=False)
    async def by_suffix(request: Request) -> Response:
        return await send(request, request.path_params["id"], named(request.path_params["suffix"]))

    @app.get(
        "/snapshots/{id}", tags=["snapshots"], response_model=Answer, responses=openapi.PROBLEMS, openapi_extra=extra
    )
    async def by_accept(request: Request) -> Response:
        """A frozen answer, in every format; it never changes. `entente snapshot` makes them."""
        format = preferred(request.headers.get("accept", "*/*"), formats().values())
        return await send(request, request.path_params["id"], format)


def _add_embeds(app: FastAPI, service: Service, delivery: Delivery) -> None:
    @app.get("/embed", include_in_schema=False)
    async def dialog(request: Request, url: str = "/partners?technology=quantum") -> Response:
        """A page with a live preview of an embed and snippets to copy."""
        headers = {"Content-Security-Policy": embeds.dialog_policy(), "X-Content-Type-Options": "nosniff"}
        return HTMLResponse(embeds.dialog(delivery.base(request), url), headers=headers)

    @app.get("/embeds.js", include_in_schema=False)
    async def resize() -> Response:
        """The script that gives embeds on a page the height that they tell."""
        return Response(source("resize.js"), headers={"Cache-Control": LIVE}, media_type="text/javascript")

    @app.get(
        "/oembed", tags=["embeds"], response_model=openapi.Embed, responses=openapi.PROBLEMS,
        openapi_extra={"parameters": openapi.parameters("/oembed", embeds.EmbedRequest)},
    )  # fmt: skip
    async def oembed(request: Request) -> Mapping[str, Any]:
        """An answer as oEmbed 1.0, so that a pasted link unfolds."""
        asked, base = embeds.EmbedRequest.read(_values(request, set())), delivery.base(request)
        if id := embeds.snapshot_of(asked.url, base):
            answer, address = (await snapshots.find(service.graph, id)).answer, f"/snapshots/{id}"
        else:
            query = embeds.query_of(asked.url, base)
            answer, address = await service.answer(query), query.address
        return embeds.oembed(Report(answer, address=base + address), base, asked)


def _add_state(app: FastAPI, service: Service) -> None:
    @app.get("/health", tags=["state"], response_model=openapi.Health)
    async def health() -> Mapping[str, Any]:
        """Whether the process lives. Asks nothing of the graph."""
        return {"status": "alive"}

    @app.get("/ready", tags=["state"], response_model=openapi.Ready, responses=openapi.UNAVAILABLE)
    async def ready() -> Mapping[str, Any]:
        """Whether the graph answers and holds a whole dataset, and which, and has met each question once."""
        dataset = await service.dataset()
        if not service.ready:
            raise Unavailable("the service prepares its questions; it answers already, but not at its full pace")
        return {"status": "ready", "dataset": dataset}

    @app.get("/problems/{name}", include_in_schema=False)
    async def problems(name: str) -> Response:
        """What a kind of problem means."""
        return explain(name)
