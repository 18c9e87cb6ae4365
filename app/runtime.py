"""Where everything is put together, once: settings to the graph, and the graph to the service."""

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from app.errors import EntenteError
from app.graph.client import Graph
from app.graph.replicas import AnyGraph, Replicas
from app.local import LocalNeo4j
from app.local.configuration import browser_settings
from app.orphans import end_with_parent
from app.settings import Settings

if TYPE_CHECKING:
    from fastapi import FastAPI

FAIR_SHARE = 600
"""Answers a minute for each client where others than this machine can reach the service."""


def local(settings: Settings) -> LocalNeo4j:
    """The local Neo4j of these settings; nothing starts before it is told to."""
    return LocalNeo4j(
        settings.home / "neo4j",
        cache=settings.cache / "neo4j",
        bolt_port=settings.bolt_port,
        http_port=settings.browser_port,
        java_options=settings.java_options.split(),
        extra=browser_settings(f"http://localhost:{settings.port}"),
    )


def connect(settings: Settings) -> AnyGraph:
    """The graph that the settings name: a server's, that of several, or else the local Neo4j's.

    Raises EntenteError where one of several is not addressed as a server.
    """
    if settings.uris:
        uris, username, password = settings.uris, settings.username, settings.password.get_secret_value()
    else:
        server = local(settings)
        uris, username, password = [server.uri], server.username, server.password
    if len(uris) > 1 and not all(uri.startswith("bolt") for uri in uris):
        raise EntenteError(
            f"NEO4J_URI is {settings.uri!r}: each of several servers is bolt://…; a cluster is named once"
        )
    graphs = [Graph.connect(uri, username, password, settings.database, settings.time_limit) for uri in uris]
    return Replicas(graphs) if len(graphs) > 1 else graphs[0]


def snapshots_folder(settings: Settings) -> Path | None:
    """Where the files of snapshots are: as set, or beside the local Neo4j's data; None for another Neo4j."""
    return settings.snapshots or (None if settings.uris else settings.home / "snapshots")


def browser_address(settings: Settings) -> str:
    """Where readers reach Neo4j Browser: as set, or beside the graph; it asks for the password itself."""
    if settings.browser:
        return settings.browser
    where = urlsplit(settings.uris[0] if settings.uris else local(settings).uri)
    host = where.hostname or "localhost"
    dbms = f"{where.scheme}://{settings.username}@{host}:{where.port or settings.bolt_port}"
    return f"http://{host}:{settings.browser_port}/browser/?dbms={dbms}"


def application(on_begin: Callable[[], None] = lambda: None) -> "FastAPI":
    """The service as the environment configures it; each worker process calls this, and ends with its parent."""
    from app.http.app import Operation, create_app

    end_with_parent()
    settings = Settings.from_environment()
    share = settings.fair_share
    if share is None:
        share = 0 if settings.listens_on_loopback else FAIR_SHARE
    operation = Operation(
        record_cache_bytes=settings.record_cache_bytes,
        response_cache_bytes=settings.response_cache_bytes,
        public_url=settings.public_url,
        contact=settings.contact,
        browser_address=browser_address(settings),
        username=settings.username,
        stale_limit=settings.stale_limit,
        warmup_seconds=settings.warmup_seconds,
        snapshots_folder=snapshots_folder(settings),
        trusted_proxies=settings.trusted_proxies,
        access_log=settings.access_log,
        metrics=settings.metrics,
        fair_share=share,
        file_results=settings.file_results,
        reader_snapshots=settings.reader_snapshots,
    )
    return create_app(connect(settings), operation, on_begin)
