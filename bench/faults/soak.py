"""Many requests of all kinds, for as long as they take: what is answered, and whether memory stays what it was.

    python -m bench.faults.soak FOLDER --requests 200000

A Neo4j with the seed and `entente serve` with two workers are asked by eight clients: questions that are kept and
questions that are not, in every format, under conditions, by HEAD, page by page, and many that are wrong. Wanted: the
statuses that belong to each kind of request, and no process that grows from one tenth of the run to the next.
"""

import argparse
import math
import random
import threading
import time
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from urllib.parse import quote

import httpx
import psutil

from app.cli.data import SEED
from app.dataset.checking import read_dataset
from app.formats import formats
from app.loading.load import load
from app.local.machine import MEGABYTE
from bench.servers import neo4j, service

CLIENTS = 8
SAMPLES = 10
FIRST = 500
"""Requests of one client before memory is read first: Neo4j plans, and the processes that draw start."""

PAUSE = 20
"""Seconds between the last request and the last reading of memory."""

HEAVY = [suffix for suffix, format in formats().items() if format.heavy]
LIGHT = [suffix for suffix, format in formats().items() if not format.heavy]
ROWS = "{:>10} {:>8} {:>9} {:>9} {:>9} {:>9}"


@dataclass(frozen=True)
class World:
    """The ids that there are, to ask with."""

    entities: Sequence[str]
    technologies: Sequence[str]
    documents: Sequence[str]
    ties: Sequence[str]

    @classmethod
    def of(cls, folder: Path) -> "World":
        data = read_dataset([folder])
        return cls(*map(sorted, (data.entities, data.technologies, data.documents, data.ties)))


@dataclass(frozen=True)
class Sent:
    """A request, and the statuses that belong to it."""

    path: str
    method: str = "GET"
    headers: Mapping[str, str] = field(default_factory=dict[str, str])
    right: tuple[int, ...] = (200,)


class Reader:
    """One client: what it asks next, by chance, and what it remembers of answers: tags, and pages that follow."""

    def __init__(self, world: World, seed: int) -> None:
        self._world = world
        self._chance = random.Random(seed)
        self._tags: dict[str, str] = {}
        self._next: list[str] = []

    def requests(self) -> Iterator[tuple[str, Sent]]:
        """Requests without end, each with its kind."""
        kinds = list(MIX)
        while True:
            (kind,) = self._chance.choices(kinds, [MIX[kind][0] for kind in kinds])
            yield kind, MIX[kind][1](self)

    def take(self, sent: Sent, response: httpx.Response) -> None:
        """Remembers what comes back."""
        if sent.method == "GET" and response.status_code == 200 and "etag" in response.headers:
            self._tags[sent.path] = response.headers["etag"]
            while len(self._tags) > 100:
                self._tags.pop(next(iter(self._tags)))
        if "next" in response.links and len(self._next) < 100:
            self._next.append(response.links["next"]["url"])

    def _one(self, of: Sequence[str]) -> str:
        return self._chance.choice(of)

    def _common(self) -> str:
        """A question that many ask: one of some two hundred."""
        entity, technology = (self._one(of[:40]) for of in (self._world.entities, self._world.technologies))
        paths = [
            f"/partners?technology={technology}", f"/entities/{entity}/neighbours", f"/entities/{entity}",
            f"/timeline?entity={entity}", f"/claims?technology={technology}", "/latest", "/disputes", "/funding",
        ]  # fmt: skip
        return self._one(paths)

    def _rare(self) -> str:
        """A question that hardly anybody asked before."""
        world = self._world
        day = f"20{self._number(12) + 15}-{self._number(12) + 1:02}-{self._number(28) + 1:02}"
        entity, technology = self._one(world.entities), self._one(world.technologies)
        paths = [
            f"/ties?entity={entity}&from={day}", f"/latest?technology={technology}&as_of={day}",
            f"/changes?since={day}&limit={self._number(40) + 1}", f"/ties/{self._one(world.ties)}",
            f"/claims?document={self._one(world.documents)}&as_of={day}", f"/documents/{self._one(world.documents)}",
            f"/compare?pair={entity},{self._one(['india', 'united-states'])}&as_of={day}",
            f"/paths?source=india&target={entity}&max_hops={self._number(3) + 1}", f"/search?q={quote(self._word())}",
        ]  # fmt: skip
        return self._one(paths)

    def _word(self) -> str:
        """A name, with a mistake in it."""
        letters = list(self._one([*self._world.entities, *self._world.technologies]).replace("-", " "))
        letters[self._chance.randrange(len(letters))] = self._chance.choice("aeiouxyz")
        return "".join(letters)

    def common(self) -> Sent:
        return Sent(self._common())

    def rare(self) -> Sent:
        return Sent(self._rare(), right=(200, 422))  # 422 where the two of a pair or a way are one

    def compressed(self) -> Sent:
        return Sent(
            self._common(), headers={"Accept-Encoding": "gzip", "Accept": f"text/html;q=0.{self._number(9)}, */*"}
        )

    def light(self) -> Sent:
        return Sent(self._in_format(self._common(), self._one(LIGHT)))

    def heavy(self) -> Sent:
        return Sent(self._in_format(self._common(), self._one(HEAVY)))

    def titled(self) -> Sent:
        path = self._in_format(f"/entities/{self._one(self._world.entities)}/neighbours?limit=20", self._one(HEAVY))
        return Sent(f"{path}&title=Figure+{self._number(10**9)}")

    def head(self) -> Sent:
        return Sent(self._common(), "HEAD")

    def conditional(self) -> Sent:
        if not self._tags:
            return self.common()
        path = self._one(list(self._tags))
        return Sent(path, headers={"If-None-Match": self._tags[path]}, right=(200, 304))

    def page(self) -> Sent:
        return Sent(self._next.pop() if self._next else "/ties?limit=25")

    def unknown(self) -> Sent:
        return Sent(f"/entities/{quote(self._word())}-{self._number(10**9)}", right=(404,))

    def wrong(self) -> Sent:
        paths = [
            "/ties?limit=0", "/ties?country=Atlantis", "/ties?from=2025&to=2024", "/compare?pair=india,india",
            f"/ties?p{self._number(10**6)}=1", f"/ties?after={self._number(10**6)}!", "/changes?since=June",
        ]  # fmt: skip
        return Sent(self._one(paths), right=(422,))

    def too_long(self) -> Sent:
        return Sent(f"/ties?q={self._number(10**6)}{'x' * 8_000}", right=(414,))

    def other(self) -> Sent:
        oembed, browser = "/oembed?url=/partners%3Ftechnology%3Dquantum", "/browser?query=ties"
        return Sent(self._one(["/health", "/openapi.json", "/docs", "/embed", oembed, browser]), right=(200, 307))

    def _in_format(self, path: str, suffix: str) -> str:
        before, mark, after = path.partition("?")
        return f"{before}.{suffix}{mark}{after}"

    def _number(self, below: int) -> int:
        return self._chance.randrange(below)


MIX: Mapping[str, tuple[int, Callable[[Reader], Sent]]] = {
    "common": (38, Reader.common), "rare": (18, Reader.rare), "compressed": (8, Reader.compressed),
    "in a light format": (8, Reader.light), "in a heavy format": (2, Reader.heavy), "with a title": (1, Reader.titled),
    "HEAD": (4, Reader.head), "conditional": (7, Reader.conditional), "a next page": (4, Reader.page),
    "unknown id": (3, Reader.unknown), "wrong": (4, Reader.wrong), "too long": (1, Reader.too_long),
    "other": (2, Reader.other),
}  # fmt: skip
"""The kinds of request, each with its share in a hundred."""


@dataclass
class Told:
    """What came back: how often which status, by kind, and what did not belong."""

    asked: int = 0
    statuses: Counter[tuple[str, str]] = field(default_factory=Counter[tuple[str, str]])
    wrong: list[str] = field(default_factory=list[str])
    lock: threading.Lock = field(default_factory=threading.Lock)

    def take(self, kind: str, sent: Sent, status: str, right: bool) -> None:
        with self.lock:
            self.asked += 1
            self.statuses[kind, status] += 1
            if not right and len(self.wrong) < 20:
                self.wrong.append(f"{status} for {sent.method} {sent.path[:200]}")


def main(folder: Path, requests: int, minutes: float) -> None:
    """Starts both, asks, and prints memory on the way and statuses at the end."""
    told = Told()
    with (
        neo4j(folder / "soak", lambda graph: load(graph, [SEED]), heap=512, page_cache=64) as server,
        service(server, kept=64 * MEGABYTE, workers=2) as port,
    ):
        url = f"http://127.0.0.1:{port}"
        (serve,) = [child for child in psutil.Process().children() if "serve" in child.cmdline()]
        processes = psutil.Process(server.status().pid), serve
        with httpx.Client(base_url=url, timeout=60, trust_env=False) as client:
            _until_ready(client)
            world = World.of(SEED)
        _ask(url, world, Told(), FIRST, clients=1)
        print(ROWS.format("requests", "seconds", "worker", "worker", "drawing", "Neo4j"))
        begun = time.monotonic()
        sample = partial(_sample, told, begun, *processes)
        sample()
        _ask(url, world, told, requests, clients=CLIENTS, ends=begun + 60 * minutes, sample=sample)
        time.sleep(PAUSE)
        sample()
    _report(told)


def _ask(
    url: str,
    world: World,
    told: Told,
    requests: int,
    clients: int,
    ends: float = math.inf,
    sample: Callable[[], None] = lambda: None,
) -> None:
    """Asks until there were so many requests or the time is up; `sample` is called after each tenth of them."""

    def read(seed: int) -> None:
        reader = Reader(world, seed)
        with httpx.Client(base_url=url, timeout=120, trust_env=False) as client:
            for kind, sent in reader.requests():
                if told.asked >= requests or time.monotonic() > ends:
                    return
                _exchange(client, reader, kind, sent, told)

    threads = [threading.Thread(target=read, args=(seed,)) for seed in range(clients)]
    for thread in threads:
        thread.start()
    sampled = 0
    while any(thread.is_alive() for thread in threads):
        if told.asked * SAMPLES // requests > sampled:
            sampled = told.asked * SAMPLES // requests
            sample()
        time.sleep(0.2)


def _exchange(client: httpx.Client, reader: Reader, kind: str, sent: Sent, told: Told) -> None:
    try:
        response = client.request(sent.method, sent.path, headers=dict(sent.headers))
    except httpx.HTTPError as error:
        told.take(kind, sent, type(error).__name__, False)
        return
    reader.take(sent, response)
    told.take(kind, sent, str(response.status_code), response.status_code in sent.right)


def _sample(told: Told, begun: float, neo4j: psutil.Process, serve: psutil.Process) -> None:
    """Prints the memory of each worker, of all that draw for them, and of Neo4j, in MB."""
    workers = [child for child in serve.children() if _spawned(child)]
    drawing = [child for worker in workers for child in worker.children() if _spawned(child)]
    groups = [*([worker] for worker in workers), drawing, [neo4j]]
    memory = [sum(process.memory_info().rss for process in group) // MEGABYTE for group in groups]
    print(ROWS.format(f"{told.asked:,}", f"{time.monotonic() - begun:.0f}", *memory), flush=True)


def _spawned(process: psutil.Process) -> bool:
    """Whether a process works, and does not only keep track of what others share."""
    return any("spawn_main" in part for part in process.cmdline())


def _until_ready(client: httpx.Client) -> None:
    for _ in range(600):
        if client.get("/ready").is_success:
            return
        time.sleep(0.1)
    raise TimeoutError("the service does not become ready")


def _report(told: Told) -> None:
    for kind in MIX:
        statuses = {status: count for (of, status), count in sorted(told.statuses.items()) if of == kind}
        print(f"{kind:18}", ", ".join(f"{count:,} x {status}" for status, count in statuses.items()))
    print(f"{told.asked:,} requests; not as they should be: {len(told.wrong)}", *told.wrong, sep="\n  ")


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--requests", type=int, default=200_000)
    parser.add_argument("--minutes", type=float, default=120, help="after which it ends in any case")
    given = parser.parse_args()
    main(given.folder, given.requests, given.minutes)
