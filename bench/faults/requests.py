"""One client's costly requests: how long each takes, how long `/health` takes meanwhile, and what memory it leaves.

    python -m bench.faults.requests http://127.0.0.1:8000 4711

The second argument is the id of the worker's process. Wanted for each: an answer or a refusal within 100 ms, `/health`
below 250 ms throughout, and memory back where it was.
"""

import sys
import threading
import time
from collections.abc import Generator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from urllib.parse import quote

import httpx
import psutil

HEALTH_EVERY = 0.02


@dataclass(frozen=True)
class Attack:
    """A request, and how often it is sent, each time with another value for `{n}`."""

    path: str
    headers: Mapping[str, str] = field(default_factory=dict[str, str])
    times: int = 1


WORDS = "-".join(f"abcdef{number}" for number in range(500))
SET = ",".join(["1667..1668"] * 3_000)

ATTACKS = {
    "1,000 unknown countries": Attack("/ties?" + "&".join(f"country=q{n:03}" for n in range(1_000))),
    "4,600 unknown countries": Attack("/ties?" + "&".join(f"country=q{n:03}" for n in range(4_600))),
    "600 unknown countries": Attack("/ties?" + "&".join(f"country=q{n}" for n in range(600))),
    "a set of dates of 33 kB": Attack(f"/ties?from=[{SET}]"),
    "a set of dates of 40 characters": Attack("/ties?from=[1667,1668,1669,1670,1671,1672,1673]"),
    "an id of 500 words": Attack(f"/ties?technology={WORDS}"),
    "an id of 500 words in the path": Attack(f"/entities/{WORDS}"),
    "an id of 80 characters": Attack("/entities/" + "-".join(["ab"] * 26)),
    "an id of 64,000 characters": Attack(f"/entities/{'x' * 64_000}"),
    "a search for 200 signs that are words": Attack(f"/search?q={quote('㍿㌀㌕ ' * 50)}"),
    "a search for 200 Arabic ligatures": Attack(f"/search?q={quote('ﷺﷺ ' * 66)}"),
    "a search for 100 words": Attack(f"/search?q={quote('ab ' * 66)}"),
    "1 MB of Accept, 300 times": Attack(
        "/entities/nasa", {"If-None-Match": "*", "Accept": "application/json, x/y;p={n}" + "a" * 1_000_000}, 300
    ),
    "15 kB of Accept, 2,000 times": Attack(
        "/entities/nasa", {"If-None-Match": "*", "Accept": "application/json, x/y;p={n}" + "a" * 15_000}, 2_000
    ),
    "an address with half an IPv6": Attack("/oembed?url=http://[::1"),
    "700 unknown parameters": Attack("/ties?" + "&".join(f"p{n}=1" for n in range(700))),
}


def main(url: str, pid: int) -> None:
    """Sends each attack, and prints a line for it."""
    worker = psutil.Process(pid)
    print(f"{'attack':40} {'status':>6} {'worst ms':>9} {'health ms':>9} {'MB before':>9} {'after':>6}")
    with httpx.Client(base_url=url, timeout=120, trust_env=False) as client:
        for name, attack in ATTACKS.items():
            before = worker.memory_info().rss
            with _health(url) as worst:
                answers = [_sent(client, attack, number) for number in range(attack.times)]
            statuses = "/".join(sorted({str(status) for status, _ in answers}))
            slowest = max(seconds for _, seconds in answers) * 1e3
            after = worker.memory_info().rss
            megabytes = f"{before / 1e6:9.0f} {after / 1e6:6.0f}"
            print(f"{name:40} {statuses:>6} {slowest:9.0f} {worst[0] * 1e3:9.0f} {megabytes}", flush=True)


def _sent(client: httpx.Client, attack: Attack, number: int) -> tuple[int | str, float]:
    headers = {name: value.replace("{n}", str(number)) for name, value in attack.headers.items()}
    begun = time.perf_counter()
    try:
        status: int | str = client.get(attack.path, headers=headers).status_code
    except httpx.HTTPError as error:
        status = type(error).__name__
    return status, time.perf_counter() - begun


@contextmanager
def _health(url: str) -> Generator[list[float]]:
    """While the block runs, asks for `/health` again and again; the list has the slowest answer in seconds."""
    worst, stop = [0.0], threading.Event()

    def ask() -> None:
        with httpx.Client(base_url=url, timeout=120, trust_env=False) as client:
            while not stop.is_set():
                begun = time.perf_counter()
                client.get("/health")
                worst[0] = max(worst[0], time.perf_counter() - begun)
                stop.wait(HEALTH_EVERY)

    asking = threading.Thread(target=ask)
    asking.start()
    time.sleep(5 * HEALTH_EVERY)
    yield worst
    time.sleep(5 * HEALTH_EVERY)
    stop.set()
    asking.join()


if __name__ == "__main__":
    main(sys.argv[1], int(sys.argv[2]))
