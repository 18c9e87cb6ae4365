"""What is counted and traced of a service as it runs, for Prometheus and OpenTelemetry."""

import os
import time
from collections.abc import Generator
from contextlib import contextmanager
from tempfile import TemporaryDirectory

from opentelemetry import trace
from prometheus_client import Counter, Gauge, Histogram

from app.errors import ServiceError

SHARED = "PROMETHEUS_MULTIPROC_DIR"
"""The variable that tells prometheus_client the folder in which several workers count together."""

_BUCKETS = (0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 20)
"""Upper bounds in seconds, up to the longest that a query may run."""

REQUESTS = Counter(
    "entente_requests",
    "Requests that were answered; `cache` is hit or miss for answers, and empty for all else.",
    ["question", "status", "cache"],
)
REQUEST_SECONDS = Histogram(
    "entente_request_seconds", "From the request to the last byte of its response.", ["question"], buckets=_BUCKETS
)
READ_SECONDS = Histogram(
    "entente_neo4j_read_seconds",
    "Reads of Neo4j, the wait for a connection included; `outcome` is ok, or the type of the problem.",
    ["query", "outcome"],
    buckets=_BUCKETS,
)
READS_IN_PROGRESS = Gauge(
    "entente_neo4j_reads_in_progress",
    "Reads of Neo4j under way; each holds a connection of its worker's pool, or waits for one.",
    multiprocess_mode="livesum",
)

_tracer = trace.get_tracer("entente")


@contextmanager
def reading(query: str, database: str) -> Generator[None]:
    """Counts and traces what the block reads of Neo4j; `query` is the name of its statement."""
    begun, outcome = time.perf_counter(), "error"
    attributes = {"db.system.name": "neo4j", "db.namespace": database, "db.operation.name": query}
    with (
        _tracer.start_as_current_span(query, kind=trace.SpanKind.CLIENT, attributes=attributes),
        READS_IN_PROGRESS.track_inprogress(),
    ):
        try:
            yield
            outcome = "ok"
        except ServiceError as error:
            outcome = error.type
            raise
        finally:
            READ_SECONDS.labels(query, outcome).observe(time.perf_counter() - begun)


@contextmanager
def counting_together() -> Generator[None]:
    """A folder in which the workers that start in the block count together; it goes with them."""
    with TemporaryDirectory(prefix="entente-metrics-") as folder:
        os.environ[SHARED] = folder
        yield
        del os.environ[SHARED]
