"""Values that know the line they stand on, and JSON Lines read as such; `yaml_reader` reads YAML.

In YAML every value is text as written, and nothing is guessed: `NO` stays Norway and `2024-06` stays a date as its
source gives it; the types come from the model. In JSON Lines a record is a line, and the line is that of all its parts.
"""

import json
import re
from codecs import BOM_UTF8
from collections import ChainMap
from collections.abc import Iterator, MutableMapping
from dataclasses import dataclass
from itertools import chain
from pathlib import Path
from typing import Any, NamedTuple, TypeAlias, cast

import orjson

KeyPath: TypeAlias = tuple[str | int, ...]

LARGEST, DEEPEST = 50_000_000, 20
"""Most bytes of a YAML file or a line of JSON, and most values one within the other; a claim's tie is at the sixth."""

TOO_LARGE = f"is larger than {LARGEST // 1_000_000} MB"
TOO_DEEP = f"nests deeper than {DEEPEST} levels; no record does"

_KEY = re.compile(rb'"(?<!\\")\s*:')
"""The end of a key of JSON, but for one that ends in a backslash."""


@dataclass(frozen=True)
class Diagnostic:
    """One thing wrong with a dataset: where, what, and what would be right."""

    file: str
    line: int
    problem: str

    def __str__(self) -> str:
        return f"{self.file}:{self.line}: {self.problem}"


@dataclass(frozen=True)
class Located:
    """A file's value with the lines of its parts, by their path (keys and indexes from the top)."""

    file: str
    value: Any
    lines: MutableMapping[KeyPath, int]

    def renamed(self, old: KeyPath, new: KeyPath) -> "Located":
        """The same with the lines of a list of three, and of its members, under another path as well."""
        parts: tuple[KeyPath, ...] = ((), (0,), (1,), (2,))
        moved = {(*new, *part): self.lines[(*old, *part)] for part in parts if (*old, *part) in self.lines}
        return Located(self.file, self.value, ChainMap(moved, self.lines))

    def line(self, key_path: KeyPath) -> int:
        """The line of a part, or of the nearest part that contains it."""
        while key_path and key_path not in self.lines:
            key_path = key_path[:-1]
        return self.lines.get(key_path, 1)

    def error(self, key_path: KeyPath, problem: str) -> Diagnostic:
        """An error at a part of this file."""
        return Diagnostic(self.file, self.line(key_path), problem)


class Line(NamedTuple):
    """One line that is not blank: its number from 1, where it starts in the file (bytes), and its text."""

    number: int
    start: int
    text: bytes


def lines(path: Path) -> Iterator[Line]:
    """The lines of a file that are not blank; of one beyond LARGEST no more than tells that it is."""
    number = start = 0
    with path.open("rb") as file:
        while text := file.readline(LARGEST + 1):
            number += 1
            if start == 0 and text.startswith(BOM_UTF8):
                start, text = len(BOM_UTF8), text.removeprefix(BOM_UTF8)
            if text.strip():
                yield Line(number, start, text)
            while text and not text.endswith(b"\n"):
                text = file.readline(LARGEST)
            start = file.tell()


def read_json(line: bytes, number: int, name: str, errors: list[Diagnostic]) -> Located | None:
    """Reads a line; what is wrong with its JSON goes to `errors`, and None comes back."""
    try:
        if len(line) > LARGEST:
            raise ValueError(TOO_LARGE)
        value = orjson.loads(line)
        # orjson takes the last of two alike; the slow way of seeing both is for lines that seem to have some.
        if _keys(value) != len(_KEY.findall(line)) or b'\\\\"' in line:
            json.loads(line, object_pairs_hook=_with_each_key_once)
    except orjson.JSONDecodeError as error:
        problem = f"does not parse as JSON: {error.msg}, at column {error.colno}"
        errors.append(Diagnostic(name, number, problem))
        return None
    except ValueError as error:
        errors.append(Diagnostic(name, number, str(error)))
        return None
    return Located(name, value, {(): number})


def _keys(value: Any) -> int:
    """How many keys all mappings of a value have. Raises ValueError for a value that nests deeper than DEEPEST."""
    found = depth = 0
    level = [value]
    while level:
        depth += 1
        if depth > DEEPEST + 1:
            raise ValueError(TOO_DEEP)
        mappings = [cast("dict[str, Any]", one) for one in level if isinstance(one, dict)]
        lists = [cast("list[Any]", one) for one in level if isinstance(one, list)]
        found += sum(map(len, mappings))
        inner = chain(*(one.values() for one in mappings), *lists)
        level = [part for part in inner if type(part) in (dict, list)]
    return found


def _with_each_key_once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    built: dict[str, Any] = {}
    for key, value in pairs:
        if key in built:
            raise ValueError(f"`{key}` is given twice")
        built[key] = value
    return built
