"""Files of all that there is, sent part after part: are they whole, how long do they take, and in what memory?

    python -m bench.long_files http://127.0.0.1:8000 PID

Each file has a line for each record that the service says it holds. PID is the process that serves; with several
workers the memory of each is looked at. Meanwhile `/health` is asked again and again.
"""

import argparse
import threading
import time
from collections.abc import Generator
from contextlib import contextmanager
from dataclasses import dataclass

import httpx
import psutil

FILES = {
    "/ties.csv?disputed=include": "ties",
    "/ties.csv?disputed=include&table=claims": "claims",
    "/claims.csv": "claims",
    "/entities.csv": "entities",
    "/documents.csv": "documents",
    "/ties.jsonl?disputed=include": None,
}
"""Each file, and what it has a line for in JSON's `/ready`; JSON Lines hold all records of all lists, each once."""

MEGABYTE = 1024**2


@dataclass
class Watched:
    """What was seen meanwhile: the most memory of one worker in megabytes, the longest `/health` in milliseconds."""

    memory: float = 0
    health: float = 0


def main() -> None:
    """Prints a line for each file."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("url")
    parser.add_argument("pid", type=int)
    parser.add_argument("--path", action="append", choices=list(FILES), help="all if not given")
    given = parser.parse_args()
    with httpx.Client(base_url=given.url, timeout=600, trust_env=False) as client:
        there = client.get("/ready").json()["dataset"]
        print(f"{there['ties']:,} ties, {there['claims']:,} claims; {_memory(given.pid):.0f} MB before")
        for path in given.path or FILES:
            with _watched(given.url, given.pid) as seen:
                begun = time.monotonic()
                lines, size = _read(client, path)
                seconds = time.monotonic() - begun
            part = FILES[path]
            whole = f"{there[part]:,} wanted" if part else "all lists"
            print(
                f"{path}: {lines:,} lines ({whole}), {size / MEGABYTE:.0f} MB in {seconds:.0f} s; "
                f"a worker of up to {seen.memory:.0f} MB, /health up to {seen.health:.0f} ms",
                flush=True,
            )
        print(f"{_memory(given.pid):.0f} MB after")


def _read(client: httpx.Client, path: str) -> tuple[int, int]:
    """How many records a file has, without the line of headings or of `meta` and `counts`, and how many bytes."""
    lines = size = 0
    with client.stream("GET", path, headers={"Accept-Encoding": "identity"}) as response:
        response.raise_for_status()
        for part in response.iter_bytes():
            lines, size = lines + part.count(b"\n"), size + len(part)
    return lines - (2 if ".jsonl" in path else 1), size


@contextmanager
def _watched(url: str, pid: int) -> Generator[Watched]:
    seen, done = Watched(), threading.Event()

    def watch() -> None:
        with httpx.Client(base_url=url, timeout=60, trust_env=False) as client:
            while not done.wait(0.5):
                begun = time.monotonic()
                client.get("/health").raise_for_status()
                seen.health = max(seen.health, (time.monotonic() - begun) * 1000)
                seen.memory = max(seen.memory, _memory(pid))

    watcher = threading.Thread(target=watch)
    watcher.start()
    try:
        yield seen
    finally:
        done.set()
        watcher.join()


def _memory(pid: int) -> float:
    """The memory of the largest process of a service, in megabytes."""
    process = psutil.Process(pid)
    return max(one.memory_info().rss for one in (process, *process.children(recursive=True))) / MEGABYTE


if __name__ == "__main__":
    main()
