"""The catalogue over HTTP: every query in every format, with errors as problem details."""

from collections.abc import AsyncGenerator, Awaitable, Callable, Mapping, Set
from contextlib import asynccontextmanager, suppress
from typing import Any
from urllib.parse import urlencode

from fastapi import FastAPI, Request, Response
from fastapi.middleware.cors import CORSMiddleware
from fastapi_offline import FastAPIOffline
from starlette.exceptions import HTTPException

from app import browser, openapi, pages
from app.errors import NotAcceptable, NotFound, ServiceError, Unavailable
from app.formats import Format, formats
from app.graph import Graph
from app.negotiation import preferred
from app.problems import explain, problem
from app.queries import catalogue
from app.query import Query
from app.service import Service
from app.signature import repeatable

Endpoint = Callable[[Request], Awaitable[Response]]

DESCRIPTION = """Who works with whom on which technology, since when, and which document says so.

Every answer is a subgraph: entities, the ties between them with their claims, and the documents that the claims cite.
"""


def create_app(graph: Graph, pieces: int, browser_address: str = browser.AT_HOME) -> FastAPI:
    """The service on a graph, keeping up to `pieces` bytes of parts of answers; links to Neo4j Browser lead there."""
    service = Service(graph, pieces)

    @asynccontextmanager
    async def lifespan(app: FastAPI) -> AsyncGenerator[None]:
        with suppress(ServiceError):
            await service.warm()
        yield
        await graph.close()

    app = FastAPIOffline(title="Entente", version="0.1.0", description=DESCRIPTION, lifespan=lifespan)
    app.add_middleware(
        CORSMiddleware, allow_origins=["*"], allow_methods=["GET", "HEAD"], allow_headers=["*"], expose_headers=["Link"]
    )
    app.add_exception_handler(ServiceError, _on_service_error)
    app.add_exception_handler(HTTPException, _on_http_error)
    for query in catalogue.values():
        _add_query(app, service, query)
    _add_state(app, service)
    app.include_router(pages.router)
    app.include_router(browser.router(browser_address))
    app.openapi = openapi.completed(app.openapi)
    return app


async def _on_service_error(request: Request, error: Exception) -> Response:
    assert isinstance(error, ServiceError)
    return problem(error, request)


async def _on_http_error(request: Request, error: Exception) -> Response:
    assert isinstance(error, HTTPException)
    if error.status_code == 404:
        paths = [query.path for query in catalogue.values()]
        return problem(NotFound(f"nothing is at {request.url.path}", suggestions=paths), request)
    return Response(str(error.detail), error.status_code, error.headers)


def _add_query(app: FastAPI, service: Service, query: type[Query]) -> None:
    """The query at its path, in the format that `Accept` prefers, and at its path with a format's suffix."""
    ask = _asker(service, query)

    async def by_suffix(request: Request) -> Response:
        suffix = request.path_params["suffix"]
        if suffix not in formats():
            raise NotAcceptable(f"there is no format {suffix!r}", allowed=list(formats()))
        return await ask(request, formats()[suffix])

    async def by_accept(request: Request) -> Response:
        return await ask(request, preferred(request.headers.get("accept", "*/*"), formats().values()))

    app.add_api_route(f"{query.path}.{{suffix}}", by_suffix, methods=["GET", "HEAD"], include_in_schema=False)
    app.add_api_route(
        query.path, by_accept, methods=["GET", "HEAD"], operation_id=query.name, name=query.name, tags=["queries"],
        summary=query.name.replace("_", " ").capitalize(), description=query.description(),
        response_class=Response, responses=openapi.responses(query),
        openapi_extra={"parameters": openapi.parameters(query)},
    )  # fmt: skip


def _asker(service: Service, query: type[Query]) -> Callable[[Request, Format], Awaitable[Response]]:
    several = repeatable(query)

    async def ask(request: Request, format: Format) -> Response:
        asked = query.read(_values(request, several))
        answer = await service.answer(asked)
        headers = {"Vary": "Accept"}
        if answer.meta["next"]:
            following = urlencode([*_without_after(request), ("after", answer.meta["next"])])
            headers["Link"] = f'<{request.url.path}?{following}>; rel="next"'
        return Response(format.write(answer), 200, headers, format.media_type)

    return ask


def _values(request: Request, several: Set[str]) -> Mapping[str, Any]:
    """The request's parameters: a list where there may be several, and where there may not but are, to be refused."""
    given: dict[str, Any] = {}
    for name in request.query_params:
        values = request.query_params.getlist(name)
        given[name] = values if name in several or len(values) > 1 else values[0]
    return given | {name: value for name, value in request.path_params.items() if name != "suffix"}


def _without_after(request: Request) -> list[tuple[str, str]]:
    return [(name, value) for name, value in request.query_params.multi_items() if name != "after"]


def _add_state(app: FastAPI, service: Service) -> None:
    @app.get("/health", tags=["state"], response_model=openapi.Health)
    async def health() -> Mapping[str, Any]:
        """Whether the process lives. Asks nothing of the graph."""
        return {"status": "alive"}

    @app.get("/ready", tags=["state"], response_model=openapi.Ready, responses=openapi.UNAVAILABLE)
    async def ready() -> Mapping[str, Any]:
        """Whether the graph answers and holds a whole dataset, and which."""
        dataset = await service.dataset()
        if dataset.get("loading"):
            raise Unavailable(f"dataset {dataset['loading']} is being loaded", dataset=dataset)
        return {"status": "ready", "dataset": dataset}

    @app.get("/problems/{name}", include_in_schema=False)
    async def problems(name: str) -> Response:
        """What a kind of problem means."""
        return explain(name)
