"""The access log: a line of JSON for each request, to standard output."""

import sys
from dataclasses import asdict
from datetime import UTC, datetime

import orjson

from app.http.exchange import Exchange

LONGEST = 1_000
"""Characters of path and of query string in a line; lines of several workers then do not run into each other."""


def write(exchange: Exchange) -> None:
    """Writes the line of an exchange that is over; JSON escapes whatever the request holds."""
    line = {
        "time": datetime.now(UTC).isoformat(timespec="milliseconds"),
        **asdict(exchange),
        "path": exchange.path[:LONGEST],
        "query_string": exchange.query_string[:LONGEST],
        "seconds": round(exchange.seconds, 6),
    }
    sys.stdout.buffer.write(orjson.dumps(line, option=orjson.OPT_APPEND_NEWLINE))
    sys.stdout.buffer.flush()
