"""Columns of tables: what stands above each, and what each shows of a line, to people and to programs.

Each kind of column is made of what programs call it, a function that gives its value in a line, and its heading.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import partial
from typing import Any, Literal, cast

from babel.numbers import format_decimal

from app.domain.columns import Where
from app.report import Report, sanitized
from app.report.headings import code_heading, heading, id_heading
from app.report.terms import word, yes
from app.report.wording import Language

Cell = str | int | float | date | None
Line = Mapping[str, Any]
"""What a table has a line for, by names that its columns know."""

Value = Callable[[Report, Line], Any]
Reader = Literal["people", "programs"]

SEPARATOR = "; "
"""Between several values in one cell of a file: names have commas in them."""


def _no_ids(report: Report, line: Line) -> Sequence[str]:
    return ()


@dataclass(frozen=True)
class Column:
    """A column: `name` is what programs call it, `heading` what stands above it in a language.

    `cell` is its value as programs have it, `text` as people read it. One of `codes` has ids or constants, for programs
    alone, which stand after all that is to be read. `what` and `unit` say what the values are; a `state` is how far
    along a line is. `ids` are those of the records whose names a text has.
    """

    name: str
    heading: Callable[[Language], str]
    what: str
    cell: Callable[[Report, Line], Cell]
    text: Callable[[Report, Line], str]
    where: Where = "everywhere"
    codes: bool = False
    unit: str | None = None
    ids: Callable[[Report, Line], Sequence[str]] = _no_ids


def values(value: Any) -> Sequence[Any]:
    """The values of a field, which may have none, one or several."""
    if value is None:
        return ()
    return cast("Sequence[Any]", value) if isinstance(value, list | tuple) else (value,)


def plain(name: str, value: Value, above: str | None = None, where: Where = "everywhere") -> Column:
    """Text as it is."""
    return Column(
        name, partial(heading, above or name), "text",
        lambda report, line: _joined(value(report, line), SEPARATOR),
        lambda report, line: sanitized(_joined(value(report, line), ", ") or ""), where,
    )  # fmt: skip


def spaced(name: str, value: Value, above: str | None = None, where: Where = "everywhere") -> Column:
    """Slugs, which people read without the hyphens."""

    def text(report: Report, line: Line) -> str:
        return ", ".join(sanitized(one.replace("-", " ")) for one in values(value(report, line)))

    return replace(plain(name, value, above, where), what="slug", text=text)


def link(name: str, value: Value, where: Where = "everywhere") -> Column:
    """An address on the web."""
    return Column(name, partial(heading, name), "link", value, lambda report, line: value(report, line) or "", where)


def codes(name: str, value: Value, above: Callable[[Language], str]) -> Column:
    """Ids or constants."""

    def cell(report: Report, line: Line) -> Cell:
        return _joined(value(report, line), SEPARATOR)

    return Column(name, above, "code", cell, lambda report, line: str(cell(report, line) or ""), "programs", codes=True)


def named(name: str, value: Value, above: str | None = None, where: Where = "everywhere") -> Sequence[Column]:
    """Ids of entities, technologies or documents: their names, and the ids."""

    def names(report: Report, line: Line) -> list[str]:
        return [report.name(id) for id in values(value(report, line))]

    def ids(report: Report, line: Line) -> Sequence[str]:
        return values(value(report, line))

    shown = replace(plain(f"{name}_name", names, above or name, where), ids=ids)
    return shown, codes(name, value, partial(id_heading, above or name))


def worded(name: str, value: Value, above: str | None = None, where: Where = "everywhere") -> Sequence[Column]:
    """Constants of a vocabulary: their words, and the constants."""

    def words(report: Report, line: Line) -> list[str]:
        return [word(one, report.options.lang) for one in values(value(report, line))]

    return in_words(name, value, words, above, where)


def in_words(
    name: str, value: Value, words: Value, above: str | None = None, where: Where = "everywhere"
) -> Sequence[Column]:
    """Constants beside what they are in words."""
    return plain(f"{name}_name", words, above or name, where), codes(name, value, partial(code_heading, above or name))


def flag(name: str, value: Value, above: str | None = None, where: Where = "everywhere") -> Column:
    """Whether something holds; people read nothing where it does not."""

    def text(report: Report, line: Line) -> str:
        return yes(report.options.lang) if value(report, line) else ""

    return Column(name, partial(heading, above or name), "flag", value, text, where)


def number(
    name: str,
    value: Value,
    above: str | Callable[[Language], str] | None = None,
    where: Where = "everywhere",
    unit: str | None = None,
) -> Column:
    """A number."""

    def text(report: Report, line: Line) -> str:
        given = value(report, line)
        return "" if given is None else format_decimal(given, locale=report.options.lang.value)

    head = above if callable(above) else partial(heading, above or name)
    return Column(name, head, "number", value, text, where, unit=unit)


def dated(name: str, value: Value, above: str | None = None, where: Where = "everywhere") -> Column:
    """An EDTF date: a day is a day to programs, all else as its source gives it."""

    def text(report: Report, line: Line) -> str:
        given = value(report, line)
        return report.date(given) if given else ""

    return Column(
        name, partial(heading, above or name), "date", lambda report, line: _as_day(value(report, line)), text, where
    )


def cited(
    name: str, documents: Callable[[Report, Line], Iterable[str]], above: str | None = None, where: Where = "everywhere"
) -> Column:
    """Documents as the numbers that they have among the sources."""

    def cell(report: Report, line: Line) -> Cell:
        return ", ".join(map(str, report.numbers_of(documents(report, line)))) or None

    def text(report: Report, line: Line) -> str:
        return report.citing(documents(report, line))

    return Column(name, partial(heading, above or name), "sources", cell, text, where)


def given(record: Value, name: str) -> Value:
    """A value of a record that a line has; None where it has no such record, or the record no such value."""

    def value(report: Report, line: Line) -> Any:
        return getattr(record(report, line), name, None)

    return value


def _as_day(edtf: str | None) -> Cell:
    """A day as a date; anything less exact as it is."""
    try:
        return date.fromisoformat(edtf) if edtf and len(edtf) == len("2024-06-17") else edtf
    except ValueError:  # ten characters of something else, as 2024-06-1X
        return edtf


def _joined(value: Any, separator: str) -> str | None:
    return separator.join(str(one) for one in values(value)) or None
