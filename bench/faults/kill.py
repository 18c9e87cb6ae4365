"""Processes killed by the system: how long `up` is without its Neo4j, and what a killed `serve` leaves behind.

    python -m bench.faults.kill FOLDER

Wanted: answers again within the time of a start, and no worker alive a few seconds after its parent.
"""

import os
import subprocess
import sys
import time
from collections.abc import Mapping
from pathlib import Path

import httpx
import psutil

from app.local import process
from bench.servers import ENTENTE, free_port

PATH = "/ties?limit={}"


def main(folder: Path) -> None:
    """Kills a Neo4j under `up`, and the parent of four workers."""
    names = {name: str(free_port()) for name in ("ENTENTE_PORT", "ENTENTE_BOLT_PORT", "ENTENTE_BROWSER_PORT")}
    environment = {**os.environ, **names, "ENTENTE_HOME": str(folder / "kill")}
    with subprocess.Popen([ENTENTE, "up"], env=environment, stdout=subprocess.DEVNULL) as up:
        try:
            _first_answer(environment)
            _kill_neo4j(folder / "kill" / "neo4j")
            print(f"answers again {_first_answer(environment):.1f} s after Neo4j was killed")
        finally:
            up.terminate()
    with subprocess.Popen([ENTENTE, "serve", "--workers", "4"], env=environment) as serve:
        time.sleep(20)
        workers = psutil.Process(serve.pid).children(recursive=True)
        serve.kill()
    _, alive = psutil.wait_procs(workers, timeout=30)
    print(f"{len(alive)} of {len(workers)} processes live 30 s after their parent was killed")
    for each in alive:
        each.kill()


def _kill_neo4j(home: Path) -> None:
    running = process.find(home)
    assert running, "there is a Neo4j"
    psutil.Process(running.pid).kill()


def _first_answer(environment: Mapping[str, str]) -> float:
    """Seconds until a question that is not kept is answered."""
    begun, number = time.monotonic(), 0
    while time.monotonic() < begun + 300:
        number += 1
        address = f"http://127.0.0.1:{environment['ENTENTE_PORT']}{PATH.format(number % 1000 + 1)}"
        try:
            if httpx.get(address, timeout=60, trust_env=False).is_success:
                return time.monotonic() - begun
        except httpx.TransportError:
            pass
        time.sleep(0.1)
    raise TimeoutError("nothing answers")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
