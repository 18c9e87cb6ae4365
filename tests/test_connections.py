"""Connections: who is silent or slow is not waited for, and who has many leaves room; bench/faults/silent.py measures.

The bounds are shortened here, in a uvicorn of the test's own; `app/http/connections.py` has those of the service.
"""

import socket
import threading
import time
from collections.abc import Callable, Generator
from contextlib import ExitStack, contextmanager

import httpx
import pytest
import uvicorn
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import PlainTextResponse
from starlette.routing import Route

from app.http import connections
from tests.support import free_port

pytestmark = pytest.mark.starts

LARGE = 20_000_000


async def large(request: Request) -> PlainTextResponse:
    """More than the system keeps for a reader."""
    return PlainTextResponse("x" * LARGE)


async def body(request: Request) -> PlainTextResponse:
    """As many bytes as were sent."""
    return PlainTextResponse(str(len(await request.body())))


@contextmanager
def listening(limit: int = 100) -> Generator[int]:
    """The port of a service with our connections."""
    app = Starlette(routes=[Route("/large", large), Route("/body", body, methods=["GET", "POST"])])
    port = free_port()
    config = uvicorn.Config(
        app, port=port, loop="uvloop", http=connections.Connection, limit_concurrency=limit, log_level="error",
        forwarded_allow_ips="", log_config=None,
    )  # fmt: skip
    server = uvicorn.Server(config)
    thread = threading.Thread(target=server.run)
    thread.start()
    try:
        until(lambda: server.started)
        yield port
    finally:
        server.should_exit = True
        thread.join()


def until(holds: Callable[[], bool]) -> None:
    """Waits until something holds."""
    for _ in range(400):
        if holds():
            return
        time.sleep(0.05)
    raise AssertionError("it does not come to hold")


def is_closed(connection: socket.socket) -> bool:
    """Whether the other side has ended a connection, whatever came before the end."""
    connection.setblocking(False)
    try:
        return connection.recv(1) == b""
    except BlockingIOError:
        return False
    except ConnectionResetError:
        return True


@pytest.fixture
def hasty(monkeypatch: pytest.MonkeyPatch) -> None:
    """Bounds short enough for a test."""
    monkeypatch.setattr(connections, "REQUEST_SECONDS", 1.0)
    monkeypatch.setattr(connections, "READING_SECONDS", 1.0)


@pytest.mark.parametrize(
    "sent",
    [
        b"",
        b"\r\n\r\n",
        b"GET /body HTTP/1.1\r\nHost: x\r\nX-Slow: ",
        b"POST /body HTTP/1.1\r\nHost: x\r\nContent-Length: 9\r\n\r\nhalf",
    ],
    ids=["silent", "empty lines", "half of the headers", "half of the body"],
)
def test_who_sends_no_whole_request_is_not_waited_for(hasty: None, sent: bytes) -> None:
    with listening() as port, socket.create_connection(("127.0.0.1", port)) as connection:
        connection.sendall(sent)
        until(lambda: is_closed(connection))


def test_who_sends_a_byte_now_and_then_is_not_waited_for(hasty: None) -> None:
    with listening() as port, socket.create_connection(("127.0.0.1", port)) as connection:
        connection.sendall(b"GET /body HTTP/1.1\r\nHost: x\r\nX-Slow: ")

        def trickle() -> bool:
            try:
                connection.sendall(b"x")
            except OSError:
                return True
            return is_closed(connection)

        until(trickle)


def test_a_second_request_has_to_be_whole_too(hasty: None) -> None:
    with listening() as port, socket.create_connection(("127.0.0.1", port)) as connection:
        connection.sendall(b"GET /body HTTP/1.1\r\nHost: x\r\n\r\n")
        assert connection.recv(4096).startswith(b"HTTP/1.1 200")
        connection.sendall(b"GET /body HTTP/1.1\r\n")
        until(lambda: is_closed(connection))


def test_who_reads_nothing_is_not_waited_for(hasty: None, caplog: pytest.LogCaptureFixture) -> None:
    with listening() as port, socket.create_connection(("127.0.0.1", port)) as connection:
        connection.sendall(b"GET /large HTTP/1.1\r\nHost: x\r\n\r\n" * 3)
        until(lambda: bool(connections.Connection.by_host))
        until(lambda: not connections.Connection.by_host)

        connection.setblocking(True)
        received = 0
        with pytest.raises((ConnectionResetError, EOFError)):
            while True:
                received += len(connection.recv(1 << 20) or _end())
        assert received < LARGE and not caplog.records


def _end() -> bytes:
    raise EOFError


def test_who_reads_slowly_gets_all(hasty: None) -> None:
    with listening() as port, httpx.stream("GET", f"http://127.0.0.1:{port}/large", trust_env=False) as response:
        size = 0
        for part in response.iter_raw(LARGE // 8):
            size += len(part)
            time.sleep(0.3)
        assert size == LARGE


def test_who_keeps_us_waiting_longest_makes_room() -> None:
    with listening(limit=10) as port, ExitStack() as stack:
        silent = [stack.enter_context(socket.create_connection(("127.0.0.1", port))) for _ in range(30)]

        assert httpx.get(f"http://127.0.0.1:{port}/body", trust_env=False).status_code == 200
        until(lambda: [is_closed(connection) for connection in silent].count(False) <= 10)
        assert not is_closed(silent[-1])


def test_where_all_connections_are_busy_a_request_is_refused() -> None:
    with listening(limit=10) as port:
        address = f"http://127.0.0.1:{port}/body"
        with ExitStack() as stack:
            for _ in range(9):
                busy = stack.enter_context(socket.create_connection(("127.0.0.1", port)))
                busy.sendall(b"GET /large HTTP/1.1\r\nHost: x\r\n\r\n")
            until(lambda: httpx.get(address, trust_env=False).status_code == 503)
        until(lambda: not connections.Connection.by_host)
        assert httpx.get(address, trust_env=False).status_code == 200


def test_one_address_does_not_have_all_connections(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(connections, "_is_loopback", lambda host: False)  # pyright: ignore
    with ExitStack() as stack, listening(limit=20) as port:
        silent = [stack.enter_context(socket.create_connection(("127.0.0.1", port))) for _ in range(12)]
        until(lambda: sum(map(is_closed, silent)) == 7)
        with httpx.Client(transport=httpx.HTTPTransport(local_address="127.0.0.2"), trust_env=False) as another:
            assert another.get(f"http://127.0.0.1:{port}/body").status_code == 200
