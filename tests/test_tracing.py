"""Traces as a collector of OpenTelemetry receives them, switched on by its standard variables alone."""

import gzip
import threading
import time
from collections.abc import Generator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest
from opentelemetry.proto.collector.trace.v1.trace_service_pb2 import ExportTraceServiceRequest
from opentelemetry.proto.trace.v1.trace_pb2 import Span

from tests.support import Server, serving, until_ready

TRACE, PARENT = "4bf92f3577b34da6a3ce929d0e0e4736", "00f067aa0ba902b7"


@contextmanager
def collector() -> Generator[tuple[str, list[Span]]]:
    """A collector on this machine: its address, and the spans that it has received."""
    spans: list[Span] = []

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["Content-Length"]))
            if self.headers.get("Content-Encoding") == "gzip":
                body = gzip.decompress(body)
            if self.path == "/v1/traces":
                for resource in ExportTraceServiceRequest.FromString(body).resource_spans:
                    assert ("service.name", "entente-test") in [
                        (each.key, each.value.string_value) for each in resource.resource.attributes
                    ]
                    for scope in resource.scope_spans:
                        spans.extend(scope.spans)
            self.send_response(200)
            self.end_headers()

        def log_message(self, format: str, *args: object) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}", spans
    server.shutdown()
    server.server_close()


@pytest.mark.starts
def test_a_request_is_a_span_with_its_reads_within(seeded: Server) -> None:
    with collector() as (endpoint, spans):
        environment = {
            "OTEL_EXPORTER_OTLP_ENDPOINT": endpoint, "OTEL_SERVICE_NAME": "entente-test",
            "OTEL_BSP_SCHEDULE_DELAY": "200",
        }  # fmt: skip
        with serving({**seeded.environment, **environment}) as client:
            until_ready(client).get("/ties?limit=23", headers={"traceparent": f"00-{TRACE}-{PARENT}-01"})
            request, reads = _trace(spans)

    assert request.name == "GET /ties" and request.parent_span_id.hex() == PARENT
    assert request.kind == Span.SPAN_KIND_SERVER
    assert "ties" in [read.name for read in reads]
    for read in reads:
        attributes = {each.key: each.value.string_value for each in read.attributes}
        assert read.kind == Span.SPAN_KIND_CLIENT
        assert (attributes["db.system.name"], attributes["db.namespace"]) == ("neo4j", "neo4j")


def _trace(spans: list[Span]) -> tuple[Span, list[Span]]:
    """The span of the request, and those of Neo4j, once all have come."""
    for _ in range(200):
        ours = [span for span in list(spans) if span.trace_id.hex() == TRACE]
        if requests := [span for span in ours if span.kind == Span.SPAN_KIND_SERVER]:
            return requests[0], [span for span in ours if span.kind == Span.SPAN_KIND_CLIENT]
        time.sleep(0.1)
    raise AssertionError("the collector receives no span of the request")
