"""YAML and JSON Lines as values that know the line they stand on.

In YAML every value is text as written, and nothing is guessed: `NO` stays Norway and `2024-06` stays a date as its
source gives it; the types come from the model. In JSON Lines a record is a line, and the line is that of all its parts.
"""

from collections import ChainMap
from collections.abc import Iterator, MutableMapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, NamedTuple, TypeAlias

import orjson
import yaml

KeyPath: TypeAlias = tuple[str | int, ...]


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


def read_yaml(path: Path, name: str, errors: list[Diagnostic]) -> Located | None:
    """Reads a file; what is wrong with its YAML goes to `errors`, and None comes back if it cannot be read at all."""
    try:
        root = yaml.compose(path.read_text(encoding="utf-8"), Loader=yaml.CBaseLoader)
    except UnicodeDecodeError as error:
        errors.append(Diagnostic(name, 1, f"is not UTF-8 text (byte {error.start})"))
        return None
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        errors.append(Diagnostic(name, mark.line + 1 if mark else 1, f"does not parse as YAML: {error.problem}"))
        return None
    except yaml.YAMLError as error:
        errors.append(Diagnostic(name, 1, f"does not parse as YAML: {error}"))
        return None
    located = Located(name, None, {})
    value = _build(root, (), located, errors) if root else None
    return Located(name, value, located.lines)


def _build(node: yaml.Node, key_path: KeyPath, located: Located, errors: list[Diagnostic]) -> Any:
    located.lines[key_path] = node.start_mark.line + 1
    if isinstance(node, yaml.SequenceNode):
        return [_build(part, (*key_path, index), located, errors) for index, part in enumerate(node.value)]
    if not isinstance(node, yaml.MappingNode):
        return node.value
    built: dict[str, Any] = {}
    for key, part in node.value:
        if key.value in built:
            errors.append(Diagnostic(located.file, key.start_mark.line + 1, f"`{key.value}` is given twice"))
        built[key.value] = _build(part, (*key_path, key.value), located, errors)
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


def read_json(line: bytes, number: int, name: str, errors: list[Diagnostic]) -> Located | None:
    """Reads a line; what is wrong with its JSON goes to `errors`, and None comes back."""
    try:
        return Located(name, orjson.loads(line), {(): number})
    except orjson.JSONDecodeError as error:
        errors.append(Diagnostic(name, number, f"does not parse as JSON: {error.msg}, at column {error.colno}"))
        return None
