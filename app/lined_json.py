"""JSON Lines: a record a line, so the line of the record is the line of all its parts."""

from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import orjson

from app.lined_yaml import Fault, Lined


class Line(NamedTuple):
    """One line that is not blank: its number from 1, where it starts in the file (bytes), and its text."""

    number: int
    start: int
    text: bytes


def lines(path: Path) -> Iterator[Line]:
    """The lines of a file that are not blank."""
    start = 0
    with path.open("rb") as file:
        for number, text in enumerate(file, 1):
            if not text.isspace():
                yield Line(number, start, text)
            start += len(text)


def read_json(line: bytes, number: int, name: str, faults: list[Fault]) -> Lined | None:
    """Reads a line; what is wrong with its JSON goes to `faults`, and None comes back."""
    try:
        return Lined(name, orjson.loads(line), {(): number})
    except orjson.JSONDecodeError as fault:
        faults.append(Fault(name, number, f"does not parse as JSON: {fault.msg}, at column {fault.colno}"))
        return None
