"""A disk that fills up in mid-load: what the load says, and whether the next start heals itself.

    python -m bench.faults.disk_full FOLDER

Mounts a small file system (Linux, as root) at FOLDER/disk, starts a Neo4j with the seed on it, takes all but 3 MB away
while 1,500 ties are loaded, and frees it again. Wanted: one sentence each time and no traceback; after a start and a
load, which are what `up` does, the graph holds what the folder says.
"""

import os
import shutil
import subprocess
import sys
import time
from collections.abc import Callable, Generator, Mapping
from contextlib import contextmanager
from pathlib import Path

import psutil

from app.local.machine import MEGABYTE
from bench.servers import ENTENTE, free_port
from bench.synthetic import Synthetic

DISK = 900 * MEGABYTE
LEFT = 3 * MEGABYTE


def main(folder: Path) -> None:
    """Runs the commands in turn, and prints what each says."""
    data, disk = folder / "dataset-small", folder / "disk"
    if not data.exists():
        Synthetic(500, 1_500).write(data)
    disk.mkdir(parents=True, exist_ok=True)
    names = {name: str(free_port()) for name in ("ENTENTE_PORT", "ENTENTE_BOLT_PORT", "ENTENTE_BROWSER_PORT")}
    environment = {**os.environ, **names, "ENTENTE_HOME": str(disk), "ENTENTE_TIME_LIMIT": "60"}
    with _mounted(disk):
        try:
            _say(environment, "db", "start")
            _say(environment, "load", "seed")
            with _filled(disk):
                _say(environment, "load", str(data))
            loading = subprocess.Popen([ENTENTE, "load", str(data)], env=environment)
            with _filled(disk, once=lambda: _is_connected(loading)):
                print(f"load, while the disk fills up: exit code {loading.wait()}\n", flush=True)
            _say(environment, "load", str(data))
            _say(environment, "db", "stop")
            _say(environment, "db", "start")
            _say(environment, "load", str(data))
            _say(environment, "partners", "tech-1", "--limit", "1", "--format", "csv")
        finally:
            _say(environment, "db", "stop")


def _say(environment: Mapping[str, str], *arguments: str) -> None:
    done = subprocess.run([ENTENTE, *arguments], env=dict(environment), capture_output=True, text=True)
    told = [line for line in (done.stdout + done.stderr).splitlines() if line.strip()]
    print(f"{' '.join(arguments)}: exit code {done.returncode}", *told[-3:], "", sep="\n  ", flush=True)


@contextmanager
def _mounted(disk: Path) -> Generator[None]:
    subprocess.run(["mount", "-t", "tmpfs", "-o", f"size={DISK}", "tmpfs", disk], check=True)
    try:
        yield
    finally:
        subprocess.run(["umount", disk], check=True)


@contextmanager
def _filled(disk: Path, once: Callable[[], bool] = lambda: True) -> Generator[None]:
    """All but LEFT of a disk taken away, `once` something holds."""
    while not once():
        time.sleep(0.01)
    filler = disk / "filler"
    with filler.open("wb", buffering=0) as file:
        while shutil.disk_usage(disk).free > LEFT:
            file.write(bytes(MEGABYTE))
    try:
        yield
    finally:
        filler.unlink()


def _is_connected(loading: "subprocess.Popen[bytes]") -> bool:
    """Whether a load talks to Neo4j: it has looked at the disk by then. One that has ended counts as well."""
    return loading.poll() is not None or bool(psutil.Process(loading.pid).net_connections("tcp"))


if __name__ == "__main__":
    main(Path(sys.argv[1]))
