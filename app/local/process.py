"""The process of the local Neo4j: known by a file in its home, so that the next start finds it, whatever happened."""

import json
import os
import signal
import subprocess
import time
from contextlib import suppress
from dataclasses import asdict, dataclass
from pathlib import Path

import psutil

from app.local.configuration import Ports, home_argument
from app.local.machine import clean_environment

# Seconds for an orderly end, the first of which also writes Java's archive.
GRACE = 60.0
CLOCK_DRIFT = 10.0


@dataclass(frozen=True)
class Running:
    """A Neo4j that runs: its process, its ports, and the process that started it and will stop it."""

    pid: int
    ports: Ports
    owner: int
    owner_created: float

    @property
    def is_orphan(self) -> bool:
        """Whether the process that started it is gone; what took its number since then does not count."""
        with suppress(psutil.Error):
            return abs(psutil.Process(self.owner).create_time() - self.owner_created) > CLOCK_DRIFT
        return True

    @property
    def is_mine(self) -> bool:
        return self.owner == os.getpid() and not self.is_orphan


def find(home: Path) -> Running | None:
    """The Neo4j that runs from `home`, if any; a file that names another process or none is ignored."""
    with suppress(OSError, ValueError, KeyError, TypeError):
        record = json.loads(_file(home).read_text(encoding="utf-8"))
        running = Running(record["pid"], Ports(**record["ports"]), record["owner"], record["owner_created"])
        return running if _process(running.pid, home) else None
    return None


def has_died(home: Path) -> bool:
    """Whether the Neo4j that was launched from `home` is no more, and nobody has ended it."""
    return _file(home).exists() and find(home) is None


def launch(command: list[str], home: Path, ports: Ports) -> Running:
    """Starts Neo4j in a session of its own: Ctrl-C in the terminal is ours, and we stop it in order."""
    log = log_file(home)
    log.unlink(missing_ok=True)
    with log.open("wb") as output:
        child = subprocess.Popen(
            command,
            cwd=home,
            env=clean_environment(),
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=subprocess.STDOUT,
            start_new_session=True,
        )
    # Whichever process stops it awaits its end through psutil; Python need not warn that we did not.
    child.returncode = 0
    try:
        return adopt(home, child.pid, ports)
    except BaseException:
        os.kill(child.pid, signal.SIGKILL)
        raise


def adopt(home: Path, pid: int, ports: Ports) -> Running:
    """Makes this process the one that stops the Neo4j with `pid`."""
    running = Running(pid, ports, os.getpid(), psutil.Process().create_time())
    new = _file(home).with_suffix(".new")
    new.write_text(json.dumps(asdict(running)), encoding="utf-8")
    os.replace(new, _file(home))
    return running


def is_alive(running: Running, home: Path) -> bool:
    return _process(running.pid, home) is not None


def end(home: Path, grace: float = GRACE) -> bool:
    """Stops the Neo4j of `home` and says whether one ran and ended in order; after `grace` seconds it is killed."""
    running = find(home)
    process = running and _process(running.pid, home)
    in_order = False
    if process:
        try:
            with suppress(psutil.NoSuchProcess):
                process.terminate()
            in_order = _has_ended(process, grace)
        finally:
            # Also when the wait is interrupted: nothing may stay behind.
            if _lives(process):
                process.kill()
                _has_ended(process, grace)
    _file(home).unlink(missing_ok=True)
    return in_order


def kill(home: Path) -> None:
    """Ends the Neo4j of `home` at once, as one that has died."""
    running = find(home)
    if running and (process := _process(running.pid, home)):
        with suppress(psutil.NoSuchProcess):
            process.kill()
        _has_ended(process, GRACE)


def log_file(home: Path) -> Path:
    """What Neo4j says while it starts, runs and stops; debug.log beside it says more."""
    return home / "logs" / "neo4j.log"


def _file(home: Path) -> Path:
    return home / "neo4j.process"


def _process(pid: int, home: Path) -> psutil.Process | None:
    """The process if it lives and is the Neo4j of this home: a number that was given out again is not."""
    with suppress(psutil.Error):
        process = psutil.Process(pid)
        if _lives(process) and home_argument(home) in _command_line(process):
            return process
    return None


def _command_line(process: psutil.Process) -> list[str]:
    """The words of a process's command, which for a moment are none while it replaces itself, as Java does at first."""
    deadline = time.monotonic() + 10  # on a busy machine that moment can last
    while not (words := process.cmdline()) and time.monotonic() < deadline:
        time.sleep(0.02)
    return words


def _lives(process: psutil.Process) -> bool:
    """A zombie whose parent has not asked for it yet has ended."""
    with suppress(psutil.Error):
        return process.is_running() and process.status() != psutil.STATUS_ZOMBIE
    return False


def _has_ended(process: psutil.Process, seconds: float) -> bool:
    deadline = time.monotonic() + seconds
    while _lives(process) and time.monotonic() < deadline:
        time.sleep(0.05)
    if _lives(process):
        return False
    # Where it was our child: only then has the system closed all that it had open.
    with suppress(ChildProcessError):
        os.waitpid(process.pid, 0)
    return True
