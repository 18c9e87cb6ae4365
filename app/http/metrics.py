"""What Prometheus asks of the service: what has been counted, by all workers, and the dataset as it is now."""

import asyncio
import os
from collections.abc import Iterable
from functools import cache
from pathlib import Path

import psutil
from fastapi import APIRouter, Request, Response
from prometheus_client import REGISTRY, CollectorRegistry
from prometheus_client.core import GaugeMetricFamily, InfoMetricFamily, Metric
from prometheus_client.exposition import choose_encoder
from prometheus_client.multiprocess import (
    MultiProcessCollector,
    mark_process_dead,  # pyright: ignore[reportUnknownVariableType]
)
from prometheus_client.registry import Collector

from app.answers.service import Service
from app.errors import Unavailable
from app.http.exchange import Exchange
from app.telemetry import REQUEST_SECONDS, REQUESTS, SHARED

COUNTED = ("technologies", "entities", "documents", "ties", "claims")


def count(exchange: Exchange) -> None:
    """Counts an exchange that is over."""
    _requests(exchange.question, exchange.status, exchange.cache).inc()
    _seconds(exchange.question).observe(exchange.seconds)


# Kept, because finding them among all takes longer than counting.
_requests = cache(REQUESTS.labels)
_seconds = cache(REQUEST_SECONDS.labels)


def router(service: Service) -> APIRouter:
    """`/metrics`, in the form that the one who asks prefers."""
    routes = APIRouter(include_in_schema=False)

    @routes.get("/metrics")
    async def metrics(request: Request) -> Response:
        """All figures."""
        collected = _All(await _state(service))
        write, media_type = choose_encoder(request.headers.get("accept", ""))
        return Response(await asyncio.to_thread(write, collected), media_type=media_type)

    return routes


class _All(Collector):
    """What has been counted, and what is known at this moment."""

    def __init__(self, state: Iterable[Metric]) -> None:
        self._state = state

    def collect(self) -> Iterable[Metric]:
        yield from _counted().collect()
        yield from self._state


def _counted() -> Collector:
    """What this worker has counted, or all workers where they share a folder."""
    folder = os.environ.get(SHARED)
    if not folder:
        return REGISTRY
    for file in Path(folder).glob("gauge_live*_*.db"):
        if not psutil.pid_exists(pid := int(file.stem.rpartition("_")[2])):
            mark_process_dead(pid, folder)
    return MultiProcessCollector(CollectorRegistry(), folder)


async def _state(service: Service) -> Iterable[Metric]:
    """Which dataset there is and how much is in it, whether one is being loaded, and whether this worker is ready."""
    try:
        dataset = await service.dataset()
    except Unavailable as unavailable:
        dataset = unavailable.extra.get("dataset", {})
    version = InfoMetricFamily("entente_dataset", "The dataset that is served.")
    if "version" in dataset:
        version.add_metric([], {"version": dataset["version"]})
    records = GaugeMetricFamily("entente_dataset_records", "How much is in the dataset.", labels=["part"])
    for part in COUNTED:
        if part in dataset:
            records.add_metric([part], dataset[part])
    loading = GaugeMetricFamily("entente_dataset_loading", "1 while a dataset is being loaded.", "loading" in dataset)
    ready = GaugeMetricFamily("entente_ready", "1 where the worker that answers is ready.", service.ready)
    return version, records, loading, ready
