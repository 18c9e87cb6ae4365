"""A Neo4j that hangs: how long readers wait, what they are told, and how soon the service is well again.

    python -m bench.faults.hang FOLDER

A Neo4j with the seed is stopped by SIGSTOP for 20 s while 16 clients ask. Wanted: no answer takes 5 s; what is kept
goes out at once, marked stale; all is well within 2 s after the Neo4j goes on.
"""

import sys
import threading
import time
from collections import defaultdict
from collections.abc import Callable
from pathlib import Path

import httpx
import psutil

from app.cli.data import SEED
from app.loading.load import load
from bench.servers import neo4j, service

CLIENTS = 16
SECONDS = 20.0
KEPT = "/partners?technology=quantum"
PATHS: dict[str, Callable[[int], str]] = {
    "kept": lambda number: KEPT,
    "not kept": lambda number: f"/ties?limit={number % 1000 + 1}",
    "/ready": lambda number: "/ready",
    "/health": lambda number: "/health",
}

Told = dict[tuple[str, str], list[float]]
"""How long answers took, in seconds, by the kind of request and what was answered."""


def main(folder: Path) -> None:
    """Stops a Neo4j, and prints a line for each kind of request."""
    told: Told = defaultdict(list)
    with (
        neo4j(folder / "hang", lambda graph: load(graph, [SEED])) as server,
        service(server, kept=64 * 1024**2) as port,
    ):
        url = f"http://127.0.0.1:{port}"
        _until_ready(url)
        httpx.get(url + KEPT, trust_env=False)
        process = psutil.Process(server.status().pid)
        process.suspend()
        ends = time.monotonic() + SECONDS
        clients = [
            threading.Thread(target=_ask, args=(url, ends, number, told)) for number in range(CLIENTS)
        ]  # fmt: skip
        try:
            for client in clients:
                client.start()
            time.sleep(SECONDS)
        finally:
            process.resume()
        resumed = time.monotonic()
        for client in clients:
            client.join()
        _until_ready(url)
        print(f"ready again {time.monotonic() - resumed:.1f} s after it went on")
    for (kind, what), seconds in sorted(told.items()):
        print(f"{kind:10} {what:10} {len(seconds):4} x, worst {max(seconds):6.2f} s")


def _ask(url: str, ends: float, number: int, told: Told) -> None:
    kinds = list(PATHS)
    with httpx.Client(base_url=url, timeout=60, trust_env=False) as client:
        while time.monotonic() < ends:
            kind = kinds[number % len(kinds)]
            begun = time.perf_counter()
            response = client.get(PATHS[kind](number))
            stale = "ttl=-" in response.headers.get("cache-status", "")
            told[kind, f"{response.status_code}{' stale' if stale else ''}"].append(time.perf_counter() - begun)
            number += CLIENTS + 1
            time.sleep(0.05)


def _until_ready(url: str) -> None:
    for _ in range(600):
        try:
            if httpx.get(f"{url}/ready", timeout=60, trust_env=False).is_success:
                return
        except httpx.TransportError:
            pass
        time.sleep(0.1)
    raise TimeoutError("the service does not become ready")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
