"""Loads under readers, and loads that are killed: what do readers get meanwhile, and what is left?

    python -m bench.faults.loads --ties 8000 --answers 20000
    python -m bench.faults.loads --ties 2000 --answers 0 --kills 100
    python -m bench.faults.loads --ties 500000 --answers 20000 --heap 2560 --page-cache 2048

Two datasets differ in every document: each title and each claim ends with the mark of its own. A load goes from one to
the other while readers ask. An answer is a mix where a claim has another mark than its document, or where the same
address had another body in the same version. Wanted: no 503, no mix, and after a kill a whole dataset.
"""

import argparse
import asyncio
import os
import random
import re
import subprocess
import tempfile
import threading
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path

import httpx
import orjson

from app.local import LocalNeo4j
from bench import servers
from bench.synthetic import Synthetic

READERS = 4
MARKS = ("one", "two")
SAID_EVERY = 60.0
"""How often it is said what readers have got so far, in seconds."""


def main() -> None:
    """Prints what readers got, and what kills left."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--ties", type=int, default=8000)
    parser.add_argument("--answers", type=int, default=20_000)
    parser.add_argument("--kills", type=int, default=0)
    parser.add_argument("--heap", type=int, default=1024, help="of Neo4j, in megabytes")
    parser.add_argument("--page-cache", type=int, default=256, help="of Neo4j, in megabytes")
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        worlds = [_world(Path(folder, mark), given.ties, mark) for mark in MARKS]
        with servers.neo4j(
            Path(folder, "neo4j"), lambda graph: asyncio.sleep(0), given.heap, given.page_cache
        ) as server:
            begun = time.monotonic()
            _load(server, worlds[0]).wait()
            print(f"first load of {given.ties:,} ties: {time.monotonic() - begun:.0f} s", flush=True)
            with servers.service(server, 0) as port:
                url = f"http://127.0.0.1:{port}"
                if given.answers:
                    _under_readers(server, worlds, url, given.ties, given.answers)
                if given.kills:
                    _killed(server, worlds, url, given.kills)


def _world(folder: Path, ties: int, mark: str) -> Path:
    """A dataset whose documents and claims all end with a mark."""
    Synthetic(max(60, ties // 5), ties).write(folder)
    for file in (folder / "documents").glob("*.jsonl"):
        documents = [orjson.loads(line) for line in file.read_bytes().splitlines()]
        for document in documents:
            document["title"] = f"{document['title']} {mark}"
            for claim in document["claims"]:
                claim["says"] = f"{claim['says']} {mark}"
        file.write_bytes(b"".join(orjson.dumps(document) + b"\n" for document in documents))
    return folder


def _load(server: LocalNeo4j, world: Path) -> subprocess.Popen[bytes]:
    environment = {**os.environ, "NEO4J_URI": server.uri, "NEO4J_PASSWORD": server.password}
    return subprocess.Popen([servers.ENTENTE, "load", str(world)], env=environment, stdout=subprocess.DEVNULL)


# Readers


@dataclass
class Seen:
    """What readers got: statuses, whether an answer was a mix, its body by address and version, and seconds."""

    statuses: Counter[str] = field(default_factory=Counter[str])
    bodies: dict[tuple[str, str], int] = field(default_factory=dict[tuple[str, str], int])
    versions: set[str] = field(default_factory=set[str])
    seconds: list[float] = field(default_factory=list[float])

    def take(self, path: str, response: httpx.Response, seconds: float) -> None:
        """Counts an answer."""
        self.seconds.append(seconds)
        if response.status_code != 200:
            self.statuses[str(response.status_code)] += 1
            return
        answer = response.json()
        version = answer["meta"]["dataset"]
        self.versions.add(version)
        answer["meta"].pop("loading", None)
        answer["meta"].pop("note", None)
        body = hash(orjson.dumps(answer))
        same = self.bodies.setdefault((path, version), body) == body
        self.statuses["200" if same and not mixed(answer) else "a mix"] += 1


def mixed(answer: dict[str, list[dict[str, object]]]) -> bool:
    """Whether a claim has another mark than its document."""
    marks = {str(one["id"]): str(one["title"]).rsplit(" ", 1)[1] for one in answer["documents"]}
    claims = re.findall(rb'"document":"([^"]+)".*?"says":"[^"]* (\w+)"', orjson.dumps(answer["ties"]))
    return any(marks[document.decode()] != mark.decode() for document, mark in claims)


def _paths(ties: int) -> Iterator[str]:
    chance = random.Random(1)
    while True:
        document, entity = chance.randrange(ties // 5), chance.randrange(max(60, ties // 5))
        yield from (
            f"/documents/doc-{document}", f"/ties?entity=ent-{entity}&limit=20",
            "/partners?technology=tech-1-1&limit=20", f"/entities/ent-{entity}/neighbours?limit=20",
            "/latest?technology=tech-1&limit=20", f"/claims?document=doc-{document}", "/changes?since=2025-11&limit=20",
            f"/timeline?entity=ent-{entity}&limit=20", "/disputes?limit=20",
        )  # fmt: skip


def _under_readers(server: LocalNeo4j, worlds: list[Path], url: str, ties: int, answers: int) -> None:
    seen, stop, lock = Seen(), threading.Event(), threading.Lock()
    existing = {orjson.loads(line)["id"] for line in (worlds[0] / "documents" / "0000.jsonl").open("rb")}

    def read(number: int) -> None:
        paths = _paths(ties)
        with httpx.Client(base_url=url, timeout=120, trust_env=False) as client:
            for path in paths:
                if stop.is_set():
                    return
                id = path.rsplit("/", 1)[-1].rsplit("=", 1)[-1]
                if id.startswith("doc-") and id not in existing:
                    continue
                begun = time.monotonic()
                response = client.get(path)
                with lock:
                    seen.take(path, response, time.monotonic() - begun)

    readers = [threading.Thread(target=read, args=(number,)) for number in range(READERS)]
    for reader in readers:
        reader.start()
    loads = 0
    begun = time.monotonic()
    while sum(seen.statuses.values()) < answers:
        loads += 1
        load = _load(server, worlds[loads % 2])
        while load.poll() is None:
            with suppress(subprocess.TimeoutExpired):
                load.wait(SAID_EVERY)
            print(f"load {loads}: {time.monotonic() - begun:.0f} s, {dict(seen.statuses)}", flush=True)
        assert load.returncode == 0
    stop.set()
    for reader in readers:
        reader.join()
    times = sorted(seen.seconds)
    print(f"{len(times):,} answers of {len(seen.versions)} datasets during {loads} loads: {dict(seen.statuses)}")
    middle, most = times[len(times) // 2], times[len(times) * 99 // 100]
    print(f"seconds: median {middle:.3f}, 99 % {most:.3f}, most {times[-1]:.3f}")


# Kills


def _killed(server: LocalNeo4j, worlds: list[Path], url: str, kills: int) -> None:
    begun = time.monotonic()
    assert _load(server, worlds[1]).wait() == 0
    usual = time.monotonic() - begun
    found = Counter[str]()
    chance = random.Random(2)
    with httpx.Client(base_url=url, timeout=60, trust_env=False) as client:
        for number in range(kills):
            load = _load(server, worlds[number % 2])
            time.sleep(chance.uniform(0.3, 1) * usual)
            load.kill()
            load.wait()
            found[_left(client)] += 1
            if number % 10 == 9:
                assert _load(server, worlds[number % 2]).wait() == 0
                found["finished by the next load"] += _left(client) == "a whole dataset"
                print(f"{number + 1} kills: {dict(found)}", flush=True)


def _left(client: httpx.Client) -> str:
    """What a kill left: every document is asked for, with its claims."""
    counts = Counter[str]()
    after = ""
    while after is not None:
        page = client.get("/documents", params={"limit": 1000, **({"after": after} if after else {})})
        if page.status_code != 200:
            return f"status {page.status_code}"
        for document in page.json()["documents"]:
            answer = client.get(f"/documents/{document['id']}")
            if answer.status_code != 200:
                return f"status {answer.status_code}"
            if mixed(answer.json()):
                return "a mix"
            counts[answer.json()["meta"]["dataset"]] += 1
        after = page.json()["meta"]["next"]
    return "a whole dataset" if len(counts) == 1 else "several datasets"


if __name__ == "__main__":
    main()
