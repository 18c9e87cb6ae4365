"""A Neo4j that is killed after many loads: how long the next start takes to replay what was not on disk yet.

    python -m bench.faults.recovery FOLDER [LOADS]

Two datasets of 5,000 ties are loaded in turn. Wanted: the start takes no longer after many loads than after a few.
"""

import asyncio
import sys
import time
from pathlib import Path

import psutil

from app.graph.client import Graph
from app.loading.load import load
from bench.servers import neo4j, use
from bench.synthetic import Synthetic

TIES = 5_000


def main(folder: Path, loads: int) -> None:
    """Loads, kills, starts again, and prints what it took."""
    datasets = [folder / f"dataset-{seed}" for seed in (1, 2)]
    for seed, dataset in enumerate(datasets, start=1):
        if not dataset.exists():
            Synthetic(TIES // 3, TIES, seed).write(dataset)

    async def loaded(graph: Graph) -> None:
        for number in range(loads):
            await load(graph, [datasets[number % 2]])

    begun = time.monotonic()
    with neo4j(folder / "recovery", lambda graph: asyncio.sleep(0)) as server:
        use(server, loaded)
        print(f"{loads} loads of {TIES} ties took {time.monotonic() - begun:.0f} s")
        process = psutil.Process(server.status().pid)
        process.kill()
        process.wait()
        logs = list((server.home / "data" / "transactions" / "neo4j").glob("neostore.transaction.db.*"))
        print(f"{len(logs)} log files, {sum(log.stat().st_size for log in logs) / 1e6:.0f} MB")
        begun = time.monotonic()
        server.start()
        print(f"the start took {time.monotonic() - begun:.1f} s")


if __name__ == "__main__":
    main(Path(sys.argv[1]), int(sys.argv[2]) if len(sys.argv) > 2 else 20)
