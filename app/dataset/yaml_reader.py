"""A YAML file as values that know the line they stand on; what would take time or memory without bound is refused.

libyaml tells of a file as a flat sequence of events, and values are built from these. So neither nesting nor aliases
can exhaust anything: `[[[[…` ends at DEEPEST, and nine lists that each name the one before nine times, a billion of
values, at MOST_VALUES. An alias stands for the value itself, which is built once.
"""

import re
from collections.abc import Iterator, MutableMapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, NamedTuple

import yaml

from app.dataset.located import DEEPEST, LARGEST, TOO_DEEP, TOO_LARGE, Diagnostic, KeyPath, Located

MOST_VALUES = 1_000_000
"""So many values a file may have, counted with those that its aliases stand for; they take a gigabyte."""

NULLS = ("", "~", "null", "Null", "NULL")
"""What YAML writes for nothing, where it is not in quotes."""

_COMMENT = re.compile(r"[ \t]+(#[^\s#]\S*)")
_STANDARD_TAG = "tag:yaml.org,2002:"

_REMEDIES = {
    "mapping values are not allowed": "put a value that has `: ` in it into quotes",
    "cannot start any token": "put a value that begins with @, ` or % into quotes, and indent with spaces",
    "did not find expected key": "put a value that begins with a quote, [ or { into quotes whole, and indent alike",
    "could not find expected ':'": "write `field: value`, or put a value of several lines into quotes",
    "control characters": "leave out what cannot be seen",
}
"""What to do about errors of libyaml, by a part of their text."""


class _Refused(Exception):
    """The file cannot be read any further."""

    def __init__(self, line: int, problem: str) -> None:
        super().__init__(problem)
        self.line = line
        self.problem = problem


def read_yaml(path: Path, name: str, errors: list[Diagnostic]) -> Located | None:
    """Reads a file; what is wrong with its YAML goes to `errors`, and None comes back if it cannot be read at all.

    A value is the text as it is written, None for `null`, `~` and nothing at all.
    """
    if path.stat().st_size > LARGEST:
        errors.append(Diagnostic(name, 1, f"{TOO_LARGE}; write several, or JSON Lines"))
        return None
    content = path.read_bytes()
    try:
        reader = _Reader(content.decode("utf-8-sig"), name, errors)
        return Located(name, reader.document(), reader.lines)
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        errors.append(Diagnostic(name, line, f"is not UTF-8 text (byte {error.start}); save it as UTF-8"))
    except _Refused as refused:
        errors.append(Diagnostic(name, refused.line, refused.problem))
    except yaml.YAMLError as error:
        errors.append(_unparsed(error, name))
    return None


def _unparsed(error: yaml.YAMLError, name: str) -> Diagnostic:
    mark = getattr(error, "problem_mark", None) or getattr(error, "context_mark", None)
    problem = str(getattr(error, "problem", None) or error).splitlines()[0]
    remedy = next((f"; {remedy}" for part, remedy in _REMEDIES.items() if part in problem), "")
    return Diagnostic(name, mark.line + 1 if mark else 1, f"does not parse as YAML: {problem}{remedy}")


class _Anchored(NamedTuple):
    """A value that aliases may stand for, and how many values it has in it, itself among them."""

    value: Any
    size: int


@dataclass
class _Reader:
    """Builds the values of one file. What is wrong with one value goes to `errors`, and reading goes on."""

    text: str
    file: str
    errors: list[Diagnostic]
    lines: MutableMapping[KeyPath, int] = field(default_factory=dict[KeyPath, int])
    anchors: dict[str, _Anchored] = field(default_factory=dict[str, _Anchored])
    unused: dict[str, int] = field(default_factory=dict[str, int])
    values: int = 0

    def document(self) -> Any:
        """The value of the file's one document; None if there is none."""
        events: Iterator[Any] = iter(yaml.parse(self.text, Loader=yaml.CBaseLoader))
        value: Any = None
        documents = 0
        for event in events:
            if isinstance(event, yaml.DocumentStartEvent):
                documents += 1
                if documents > 1:
                    raise _Refused(_line(event), "begins a second document; write one file for each")
                value = self._value(next(events), events, ())
        for anchor, line in self.unused.items():
            self._error(line, f"`&{anchor}` is read as a YAML anchor that nothing refers to; put the value into quotes")
        return value

    def _value(self, event: Any, events: Iterator[Any], key_path: KeyPath) -> Any:
        """What begins with an event, whose others are taken from `events`."""
        self._count(1, event)
        if len(key_path) > DEEPEST:
            raise _Refused(_line(event), TOO_DEEP)
        self.lines[key_path] = _line(event)
        if isinstance(event, yaml.AliasEvent):
            return self._alias(event)
        before = self.values - 1
        if event.anchor:
            self.unused[event.anchor] = _line(event)
        if event.tag and not event.tag.startswith(_STANDARD_TAG):
            self._error(_line(event), f"`{event.tag}` is read as a YAML tag; put the value into quotes")
        if isinstance(event, yaml.MappingStartEvent):
            value = self._mapping(events, key_path)
        elif isinstance(event, yaml.SequenceStartEvent):
            value = self._sequence(events, key_path)
        else:
            value = self._scalar(event)
        if event.anchor:
            self.anchors[event.anchor] = _Anchored(value, self.values - before)
        return value

    def _mapping(self, events: Iterator[Any], key_path: KeyPath) -> dict[str, Any]:
        built: dict[str, Any] = {}
        while not isinstance(event := next(events), yaml.MappingEndEvent):
            if not isinstance(event, yaml.ScalarEvent):
                raise _Refused(_line(event), "has a key that is no word; write `field: value` lines")
            key = str(event.value)
            if key in built:
                self._error(_line(event), f"`{key}` is given twice")
            built[key] = self._value(next(events), events, (*key_path, key))
        return built

    def _sequence(self, events: Iterator[Any], key_path: KeyPath) -> list[Any]:
        built: list[Any] = []
        while not isinstance(event := next(events), yaml.SequenceEndEvent):
            built.append(self._value(event, events, (*key_path, len(built))))
        return built

    def _scalar(self, event: Any) -> str | None:
        if event.style:  # in quotes, or a block
            return event.value
        if comment := _COMMENT.match(self.text, event.end_mark.index):
            problem = f"`{comment[1]}` is read as a comment; put the value into quotes, or a space after #"
            self._error(_line(event), problem)
        return None if event.value in NULLS and not event.tag else event.value

    def _alias(self, event: Any) -> Any:
        """A value that has ended before; so none can be in itself."""
        if not (anchored := self.anchors.get(event.anchor)):
            raise _Refused(
                _line(event), f"`*{event.anchor}` is read as a YAML alias of nothing above; put the value into quotes"
            )
        self.unused.pop(event.anchor, None)
        self._count(anchored.size, event)
        return anchored.value

    def _count(self, values: int, event: Any) -> None:
        self.values += values
        if self.values > MOST_VALUES:
            raise _Refused(_line(event), f"has more than {MOST_VALUES:,} values; write several files, or JSON Lines")

    def _error(self, line: int, problem: str) -> None:
        self.errors.append(Diagnostic(self.file, line, problem))


def _line(event: Any) -> int:
    return event.start_mark.line + 1
