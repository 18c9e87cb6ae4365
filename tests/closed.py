"""What Cypher must not reach from our Neo4j, local or in Compose: files, other machines, all of the memory."""

import threading
from collections.abc import Generator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, HTTPServer

import neo4j
import pytest

FILES = ("file:///etc/passwd", "file:///password", "file:///var/lib/neo4j/conf/neo4j.conf")


def assert_closed(driver: neo4j.Driver) -> None:
    """That LOAD CSV reads no file, asks no host, and no transaction may have all the memory."""
    with _listener() as (port, asked):
        for address in FILES:
            assert "allow_csv_import_from_file_urls" in _refusal(driver, address)
        for host in (f"127.0.0.1:{port}", f"localhost:{port}", f"[::1]:{port}", "192.0.2.1"):
            assert "is blocked" in _refusal(driver, f"http://{host}/x.csv")
    assert not asked, "it was asked all the same"
    most = "SHOW SETTINGS 'db.memory.transaction.max' YIELD value RETURN value"
    (record,), _, _ = driver.execute_query(most)  # pyright: ignore[reportUnknownMemberType]
    assert record["value"] not in ("0B", "0"), "a transaction may have all the memory"


def _refusal(driver: neo4j.Driver, address: str) -> str:
    with pytest.raises(neo4j.exceptions.ClientError) as refused:
        driver.execute_query("LOAD CSV FROM $address AS row RETURN row", address=address)  # pyright: ignore[reportUnknownMemberType]
    return str(refused.value)


@contextmanager
def _listener() -> Generator[tuple[int, list[str]]]:
    """A server on this machine that nobody should ask: its port, and what it was asked for."""
    asked: list[str] = []

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            asked.append(self.path)
            self.send_response(200)
            self.end_headers()
            self.wfile.write(b"a,b\n")

    server = HTTPServer(("127.0.0.1", 0), Handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield server.server_port, asked
    server.shutdown()
    server.server_close()
