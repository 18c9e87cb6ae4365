"""Clients that hold connections and ask nothing: how many the service still holds after a while, and who has to wait.

    python -m bench.faults.silent 127.0.0.1 8000

Wanted: in the end no connection is left, and `/health` answers below 250 ms throughout.
"""

import argparse
import resource
import socket
import time
from collections.abc import Sequence

import httpx

BEGUN = b"GET /health HTTP/1.1\r\nHost: x\r\nX-Slow: "
WHOLE = b"GET /ties?limit=1000 HTTP/1.1\r\nHost: x\r\n\r\n" * 100


def main(host: str, port: int) -> None:
    """Tries each kind of client, and prints a line for it."""
    resource.setrlimit(resource.RLIMIT_NOFILE, (4096, resource.getrlimit(resource.RLIMIT_NOFILE)[1]))
    print(f"{'clients':34} {'connected':>9} {'open after':>10} {'health ms':>9}")
    _try("1,000 silent, 20 s", host, port, 1_000, 20, b"", b"")
    _try("500 with a byte a second, 20 s", host, port, 500, 20, BEGUN, b"x")
    _try("100 that read nothing, 70 s", host, port, 100, 70, WHOLE, b"")


def _try(name: str, host: str, port: int, number: int, seconds: int, first: bytes, each_second: bytes) -> None:
    connections = [socket.create_connection((host, port), timeout=10) for _ in range(number)]
    for connection in connections:
        connection.setblocking(False)
        _send(connection, first)
    worst = 0.0
    for _ in range(seconds):
        time.sleep(1)
        for connection in connections:
            _send(connection, each_second)
        worst = max(worst, _health(host, port))
    print(f"{name:34} {number:9} {_open(connections):10} {worst * 1e3:9.0f}", flush=True)
    for connection in connections:
        connection.close()


def _send(connection: socket.socket, data: bytes) -> None:
    try:
        connection.send(data)
    except OSError:
        pass  # closed, or full


def _open(connections: Sequence[socket.socket]) -> int:
    """How many the other side has not ended."""
    return sum(not _is_closed(connection) for connection in connections)


def _is_closed(connection: socket.socket) -> bool:
    try:
        while data := connection.recv(1 << 20):
            del data
        return True
    except BlockingIOError:
        return False
    except OSError:
        return True


def _health(host: str, port: int) -> float:
    """Seconds until `/health` answers; infinity where it does not."""
    begun = time.perf_counter()
    try:
        httpx.get(f"http://{host}:{port}/health", timeout=10, trust_env=False).raise_for_status()
    except httpx.HTTPError:
        return float("inf")
    return time.perf_counter() - begun


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("host")
    parser.add_argument("port", type=int)
    given = parser.parse_args()
    main(given.host, given.port)
