"""The access log: a line of JSON for each request, to standard output."""

import sys

import orjson

from app.http.exchange import Exchange


def write(exchange: Exchange) -> None:
    """Writes the line of an exchange that is over; JSON escapes whatever the request holds."""
    sys.stdout.buffer.write(orjson.dumps(exchange, option=orjson.OPT_APPEND_NEWLINE))
    sys.stdout.buffer.flush()
