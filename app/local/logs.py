"""What Neo4j's own words say: why it ended, how far a start has come, and whether its data are damaged."""

import json
import os
import re
from contextlib import suppress
from pathlib import Path

NOISE = re.compile(r"^\s+at |^\s*\.\.\. \d+ more|^\s*$|CIRCULAR REFERENCE|^Run with '--verbose'")
STAMP = re.compile(r"^[\d-]{10} [\d:.+]+\s+(INFO|WARN|ERROR)\s+")
CAUSE = re.compile(r"^\s*(Caused by: )?([\w$]+\.)+[\w$]*(Exception|Error): ")
RECOVERY = re.compile(r'"time":"([^"]+)".*Recovery.* (\d+)% completed')
TAIL = 200_000
"""Bytes at the end of a log that are looked at."""


def last_words(text: str) -> str:
    """The line that says most about a failure: the deepest cause, else the last error, else the last line."""
    lines = [line for line in text.splitlines() if not NOISE.search(line)]
    causes = [line for line in lines if "Caused by: " in line]
    errors = [line for line in lines if " ERROR " in line]
    line = (causes or errors or lines or ["it said nothing, as when the system ends a process for want of memory"])[-1]
    return CAUSE.sub("", STAMP.sub("", line)).strip().rstrip(".")


def recovery(debug_log: Path) -> tuple[str, str] | None:
    """When Neo4j last said how much of its transaction log it has replayed, and how many per cent; None if never."""
    said = RECOVERY.findall(_tail(debug_log))
    return said[-1] if said else None


UNOPENED = "Failed to start DatabaseId"
"""What Neo4j says when it cannot open the data of a database."""

NOT_THE_DATA = re.compile(
    r"No space left|Access ?Denied|Permission denied|Read-only|Too many open files|OutOfMemory|FileLock|BindException"
)
"""Reasons for that which lie in the machine: the data may be whole."""


def damage(log: str, debug_log: Path) -> str | None:
    """What is wrong with the data that Neo4j could not open since it began `log`; None where they may be whole."""
    begun = log[: len("2026-01-01 00:00:00.000")]
    for line in reversed(_tail(debug_log).splitlines() if begun else []):
        if UNOPENED in line:
            with suppress(ValueError, KeyError):
                error = json.loads(line)
                stack = str(error["stacktrace"])
                return None if error["time"] < begun or NOT_THE_DATA.search(stack) else last_words(stack)
    return None


def _tail(file: Path) -> str:
    with suppress(OSError), file.open("rb") as log:
        log.seek(max(0, os.fstat(log.fileno()).st_size - TAIL))
        return log.read().decode(errors="replace")
    return ""
