"""What Neo4j's own words say about why it ended."""

import re

NOISE = re.compile(r"^\s+at |^\s*\.\.\. \d+ more|^\s*$|CIRCULAR REFERENCE|^Run with '--verbose'")
STAMP = re.compile(r"^[\d-]{10} [\d:.+]+\s+(INFO|WARN|ERROR)\s+")
CAUSE = re.compile(r"^\s*(Caused by: )?([\w$]+\.)+[\w$]*(Exception|Error): ")


def last_words(text: str) -> str:
    """The line that says most about a failure: the deepest cause, else the last error, else the last line."""
    lines = [line for line in text.splitlines() if not NOISE.search(line)]
    causes = [line for line in lines if "Caused by: " in line]
    errors = [line for line in lines if " ERROR " in line]
    line = (causes or errors or lines or ["it said nothing, as when the system ends a process for want of memory"])[-1]
    return CAUSE.sub("", STAMP.sub("", line)).strip().rstrip(".")
