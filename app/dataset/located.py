"""YAML and JSON Lines as values that know the line they stand on.

In YAML every value is text as written, and nothing is guessed: `NO` stays Norway and `2024-06` stays a date as its
source gives it; the types come from the model. In JSON Lines a record is a line, and the line is that of all its parts.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, NamedTuple, TypeAlias

import orjson
import yaml

Place: TypeAlias = tuple[str | int, ...]


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
    """A file's value with the lines of its parts, by their place (keys and indexes from the top)."""

    file: str
    value: Any
    lines: dict[Place, int]

    def line(self, place: Place) -> int:
        """The line of a part, or of the nearest part that contains it."""
        while place and place not in self.lines:
            place = place[:-1]
        return self.lines.get(place, 1)

    def fault(self, place: Place, problem: str) -> Diagnostic:
        """A fault at a part of this file."""
        return Diagnostic(self.file, self.line(place), problem)


def read_yaml(path: Path, name: str, faults: list[Diagnostic]) -> Located | None:
    """Reads a file; what is wrong with its YAML goes to `faults`, and None comes back if it cannot be read at all."""
    try:
        root = yaml.compose(path.read_text(encoding="utf-8"), Loader=yaml.CBaseLoader)
    except UnicodeDecodeError as fault:
        faults.append(Diagnostic(name, 1, f"is not UTF-8 text (byte {fault.start})"))
        return None
    except yaml.MarkedYAMLError as fault:
        mark = fault.problem_mark or fault.context_mark
        faults.append(Diagnostic(name, mark.line + 1 if mark else 1, f"does not parse as YAML: {fault.problem}"))
        return None
    except yaml.YAMLError as fault:
        faults.append(Diagnostic(name, 1, f"does not parse as YAML: {fault}"))
        return None
    lined = Located(name, None, {})
    value = _build(root, (), lined, faults) if root else None
    return Located(name, value, lined.lines)


def _build(node: yaml.Node, place: Place, lined: Located, faults: list[Diagnostic]) -> Any:
    lined.lines[place] = node.start_mark.line + 1
    if isinstance(node, yaml.SequenceNode):
        return [_build(part, (*place, index), lined, faults) for index, part in enumerate(node.value)]
    if not isinstance(node, yaml.MappingNode):
        return node.value
    built: dict[str, Any] = {}
    for key, part in node.value:
        if key.value in built:
            faults.append(Diagnostic(lined.file, key.start_mark.line + 1, f"`{key.value}` is given twice"))
        built[key.value] = _build(part, (*place, key.value), lined, faults)
    return built


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


def read_json(line: bytes, number: int, name: str, faults: list[Diagnostic]) -> Located | None:
    """Reads a line; what is wrong with its JSON goes to `faults`, and None comes back."""
    try:
        return Located(name, orjson.loads(line), {(): number})
    except orjson.JSONDecodeError as fault:
        faults.append(Diagnostic(name, number, f"does not parse as JSON: {fault.msg}, at column {fault.colno}"))
        return None
