"""The service as an application: its routers, its caches, its errors, and what runs while it lives."""

import asyncio
import gc
import os
from collections.abc import AsyncGenerator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path

from fastapi import FastAPI, Request, Response
from fastapi.telemetry import TelemetryConfig
from fastapi_offline import FastAPIOffline
from starlette.exceptions import HTTPException

from app import VERSION
from app.answers.service import Service
from app.answers.snapshots import Snapshots
from app.answers.warmup import ask_first, warm_up
from app.domain.codes import read_names
from app.errors import NotFound, ServiceError
from app.graph.replicas import AnyGraph
from app.http import (
    access_log,
    asking,
    docs,
    embeds,
    explorer,
    mcp,
    metrics,
    openapi,
    questions,
    sitemap,
    snapshots,
    state,
)
from app.http.addresses import PublicAddress, TrustedProxies
from app.http.cache import CachedResponses, ResponseCache
from app.http.cross_origin import CrossOrigin
from app.http.exchange import Exchange
from app.http.fair_share import FairShare, Shares, kept, made
from app.http.head import HeadAsGet
from app.http.limits import RequestLimits
from app.http.neo4j_browser import router as browser
from app.http.observation import Observation
from app.http.problems import problem
from app.http.reconciliation import router as reconciliation
from app.http.responses import Delivery
from app.http.security_headers import SecurityHeaders
from app.queries import catalogue
from app.queries.checks import check_statements
from app.settings import FILE_RESULTS


@dataclass(frozen=True)
class Operation:
    """What those who run a service choose.

    `record_cache_bytes` and `response_cache_bytes` bound its caches. `public_url` is where readers find it, if that is
    not where requests come in, and `contact` where they report errors; links to Neo4j Browser lead to
    `browser_address`, and the service itself is Neo4j's user `username`. Kept answers are given for `stale_limit`
    seconds while the graph is away. Readiness waits `warmup_seconds` for the warm-up at most, which then goes on to its
    end behind it; with 0 there is none. Snapshots have files in `snapshots_folder`, if there is one. `trusted_proxies`
    are addresses with commas between them; `fair_share` is a number of answers a minute, 0 for any. A file that is sent
    part after part has `file_results` results at most. Readers may make `reader_snapshots` snapshots.
    """

    record_cache_bytes: int = 0
    response_cache_bytes: int = 64 * 1024**2
    public_url: str | None = None
    contact: str | None = None
    browser_address: str = browser.AT_HOME
    username: str = "neo4j"
    stale_limit: float = 0
    warmup_seconds: float = 0
    snapshots_folder: Path | None = None
    trusted_proxies: str = ""
    access_log: bool = False
    metrics: bool = False
    fair_share: int = 0
    file_results: int = FILE_RESULTS
    reader_snapshots: int = 0


DESCRIPTION = """Who works with whom on which technology, since when, and which document says so.

Every answer is a subgraph: entities, the ties between them with their claims, and the documents that the claims cite.
"""


def create_app(graph: AnyGraph, operation: Operation, on_begin: Callable[[], None] = lambda: None) -> FastAPI:
    """The service on a graph. `on_begin` is called each time that the graph has answered a first question."""
    check_statements()
    service = Service(graph, operation.record_cache_bytes, operation.stale_limit)
    cache = ResponseCache(operation.response_cache_bytes)
    delivery = Delivery(cache)
    frozen = Snapshots(graph, operation.snapshots_folder)
    shares = Shares(operation.fair_share) if operation.fair_share else None
    door = mcp.Door(service, has_public_address=bool(operation.public_url))

    @asynccontextmanager
    async def lifespan(app: FastAPI) -> AsyncGenerator[None]:
        async with _watched(service, operation.warmup_seconds, on_begin), door.open():
            yield
        delivery.close()
        await graph.close()

    app = FastAPIOffline(
        docs_url=None, redoc_url=None, title="Entente", version=VERSION, description=DESCRIPTION, lifespan=lifespan,
        telemetry=_telemetry(),
    )  # fmt: skip
    app.router.routes[:0] = docs.ROUTES
    routers = [
        questions.router(service, frozen, delivery, operation.file_results, operation.contact),
        asking.router(service),
        snapshots.router(service, frozen, delivery, operation.reader_snapshots, shares),
        embeds.router(service, frozen), sitemap.router(service), state.router(service),
        reconciliation.router(service, shares),
        explorer.router, browser.router(service, operation.browser_address, operation.username),
    ]  # fmt: skip
    listeners: list[Callable[[Exchange], None]] = []
    if operation.metrics:
        routers.append(metrics.router(service))
        listeners.append(metrics.count)
    if operation.access_log:
        listeners.append(access_log.write)
    # Flat, since a router that is included compares a path with its routes twice.
    for router in routers:
        app.router.routes.extend(router.routes)
    app.router.routes.append(door.route)

    # A request meets the last one first.
    if shares:
        app.add_middleware(FairShare, shares=shares, cost=made)
    app.add_middleware(CachedResponses, cache=cache, givable=lambda: service.givable)
    if shares:
        app.add_middleware(FairShare, shares=shares, cost=kept)
    app.add_middleware(CrossOrigin)
    app.add_middleware(RequestLimits)
    app.add_middleware(HeadAsGet)
    believes_ids = bool(operation.trusted_proxies)
    app.add_middleware(Observation, routes=app.routes, listeners=listeners, believes_ids=believes_ids)
    app.add_middleware(SecurityHeaders)
    if operation.public_url:
        app.add_middleware(PublicAddress, url=operation.public_url)
    if operation.trusted_proxies:
        app.add_middleware(TrustedProxies, trusted_hosts=operation.trusted_proxies)
    _add_errors(app)
    app.openapi = openapi.completed(app.openapi)
    return app


def _telemetry() -> TelemetryConfig:
    """Where one of OpenTelemetry's own variables is set, what they say; else none of it runs, which saves time."""
    if any(name.startswith("OTEL_") for name in os.environ):
        return {"auto_configure": True}
    return {"tracing": False, "metrics": False, "logs": False}


@asynccontextmanager
async def _watched(service: Service, warmup_seconds: float, on_begin: Callable[[], None]) -> AsyncGenerator[None]:
    """While the block runs, the service watches which dataset there is, and warms up whenever Neo4j is reached."""
    running: set[asyncio.Task[None]] = set()

    async def ask() -> None:
        await ask_first(service)
        on_begin()
        await asyncio.to_thread(read_names)
        if warmup_seconds:
            await warm_up(service)
        # What is there now stays: to look through it for garbage again and again takes half a second, in which a worker
        # of a large graph answered nobody.
        gc.freeze()

    async def bounded_warm_up() -> None:
        running.add(warming := asyncio.create_task(ask()))
        warming.add_done_callback(running.discard)
        await asyncio.wait([warming], timeout=warmup_seconds or None)

    running.add(asyncio.create_task(service.watch(bounded_warm_up)))
    yield
    for task in running:
        task.cancel()
    # What they read with must not be closed under them.
    await asyncio.gather(*running, return_exceptions=True)


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
