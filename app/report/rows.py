"""The columns of an answer's rows, and the lines that rows make, both read off the declaration of the row.

Where rows stand in a field of a row, each of them makes a line of its own, with all that the row says beside it.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from functools import cache, partial
from typing import Any, Literal, get_origin, get_type_hints

from app.domain.answer import Row
from app.domain.columns import Shown, mark_of, value_type
from app.domain.vocabulary import Status
from app.report import Report, records
from app.report.amounts import period_text, sum_of
from app.report.columns import (
    Column,
    Line,
    Reader,
    cited,
    codes,
    dated,
    flag,
    in_words,
    named,
    number,
    plain,
    spaced,
    values,
    worded,
)
from app.report.headings import heading, id_heading
from app.report.terms import own_word, word
from app.report.wording import Language


@dataclass(frozen=True)
class _Field:
    """A field of a row: what its values are, the type of one of them, and whether there can be several."""

    row: type[Row]
    name: str
    what: str
    type: Any
    several: bool
    shown: Shown

    @property
    def is_state(self) -> bool:
        """Whether it says how far along the row is."""
        return self.name == self.row.state

    @property
    def above(self) -> str:
        """What its heading is called."""
        return self.shown.heading or self.name

    @property
    def is_cited(self) -> bool:
        """Whether the row rests on its sources; what has a heading of its own is shown by itself."""
        return self.what == "tie" or (self.what in ("document", "claim", "rows") and not self.shown.heading)

    @property
    def is_beside(self) -> bool:
        """Whether it shows sources by itself."""
        return self.what in ("document", "rows") and bool(self.shown.heading)

    def value(self, report: Report, line: Line) -> Any:
        """Its value in a line."""
        return line[self.name]


@cache
def columns(row: type[Row], reader: Reader) -> Sequence[Column]:
    """The columns of a table of rows: first what is to be read, the sources last of it, then ids and constants."""
    fields = tuple(_fields(row, reader))
    found = [column for field in fields for column in _columns(field, fields)]
    if any(field.is_cited for field in fields) and not any(field.is_beside for field in fields):
        found.append(cited("sources", partial(_documents, fields)))
    return ordered(found, reader)


def declaration(row: type[Row]) -> Iterator[tuple[type[Row], str, Mapping[str, Any]]]:
    """What a row, and the rows within it, say of their fields: the row and the field, with what its values are, the
    heading in each language, the unit, and whom tables show it to."""
    for field in _own_fields(row):
        if field.what == "rows":
            yield from declaration(field.type)
        if field.what == "rows" and not field.is_beside:
            continue  # their own fields stand in its place
        shown = {"what": field.what, "unit": field.shown.unit, "where": field.shown.where}
        heads = {lang.value: heading(field.above, lang) for lang in Language}
        yield row, field.name, {**{name: value for name, value in shown.items() if value}, "heading": heads}


@cache
def column(row: type[Row], name: str) -> Column | None:
    """The column that says a field of a line in words: of money, all that is known of how much it is; None where the
    field has no words."""
    fields = {field.name: field for field in _fields(row, "people")}
    field = fields[name]
    said = [one for one in _columns(field, tuple(fields.values())) if not one.codes]
    if (unit := fields.get(field.shown.unit or "")) and unit.what == "sum":
        return replace(_columns(unit, tuple(fields.values()))[0], unit=unit.name)
    return next(iter(said[-1:] if field.what == "sum" else said), None)


def ordered(found: Iterable[Column], reader: Reader) -> Sequence[Column]:
    """Of some columns those for a reader; ids and constants at the end."""
    shown = [column for column in found if column.where in ("everywhere", reader)]
    return tuple(sorted(shown, key=lambda column: column.codes))


def lines(row: Row, reader: Reader) -> Iterator[Line]:
    """The lines that a row makes in a table."""
    own: dict[str, Any] = {"row": row} | {name: getattr(row, name) for name in type(row).model_fields}
    nested = next((field for field in _own_fields(type(row)) if _unfolds(field, reader)), None)
    if nested is None:
        yield own
    else:
        for part in own.pop(nested.name):
            yield from ({**own, **line, "row": row} for line in lines(part, reader))


def ties_of_line(row: type[Row], line: Line) -> Sequence[str]:
    """Ids of the ties that a line of a row is about."""
    fields = [field for field in _fields(row, "people") if field.what == "tie"]
    if not fields:
        return ties_of(line["row"])
    return [id for field in fields for id in values(line[field.name])]


def documents_of_line(row: type[Row], report: Report, line: Line) -> Sequence[str]:
    """Ids of the documents that a line of a row rests on."""
    return _documents(tuple(_fields(row, "people")), report, line)


def state_of_line(row: type[Row], line: Line) -> Status | None:
    """How far along a line of a row is, where it says that."""
    states = (line[field.name] for field in _fields(row, "people") if field.is_state)
    return next((state for state in states if state), None)


def ties_of(row: Row) -> Sequence[str]:
    """Ids of the ties that a row, or a row within it, is about, each once."""
    return list(dict.fromkeys(_ties_within(row)))


def _ties_within(row: Row) -> Iterator[str]:
    for field in _own_fields(type(row)):
        if field.what == "tie":
            yield from values(getattr(row, field.name))
        elif field.what == "rows":
            yield from (id for one in values(getattr(row, field.name)) for id in _ties_within(one))


# From a declaration to fields


def _fields(row: type[Row], reader: Reader) -> Iterator[_Field]:
    """The fields of a line: those of rows that unfold stand in the place of the field that they are in."""
    for field in _own_fields(row):
        if _unfolds(field, reader):
            yield from _fields(field.type, reader)
        else:
            yield field


@cache
def _own_fields(row: type[Row]) -> tuple[_Field, ...]:
    hints = get_type_hints(row, include_extras=True)
    return tuple(_field(row, name, hints[name]) for name in row.model_fields)


def _field(row: type[Row], name: str, hint: Any) -> _Field:
    shown, (type, several) = mark_of(hint, Shown) or Shown(), value_type(hint)
    return _Field(row, name, shown.what or _what(type), type, several, shown)


def _what(type: Any) -> str:
    """What the values of a type are, where no mark says it."""
    if get_origin(type) in (Literal, dict):
        return "own_word" if get_origin(type) is Literal else "counts"
    kinds: dict[Any, str] = {StrEnum: "word", bool: "flag", int: "number", float: "number", Row: "rows", str: "text"}
    return next(what for kind, what in kinds.items() if issubclass(type, kind))


def _unfolds(field: _Field, reader: Reader) -> bool:
    return field.what == "rows" and field.shown.unfolds in ("everywhere", reader)


# What a line rests on


def _documents(fields: Sequence[_Field], report: Report, line: Line) -> list[str]:
    """The documents that a line names, or that its claims cite; where there are none, all of its ties'."""
    named = [id for field in fields if field.is_cited for id in _named(field, report, line)]
    return named or [id for field in fields if field.is_cited for id in _of_ties(field, report, line)]


def _named(field: _Field, report: Report, line: Line) -> Sequence[str]:
    match field.what:
        case "document":
            return values(line[field.name])
        case "claim":
            return [report.claims[id].document for id in values(line[field.name])]
        case _:
            return ()


def _of_ties(field: _Field, report: Report, line: Line) -> Sequence[str]:
    match field.what:
        case "tie":
            return report.documents_of(report.ties[id] for id in values(line[field.name]))
        case "rows":
            return _documents_of_rows(report, line[field.name])
        case _:
            return ()


def _documents_of_rows(report: Report, rows: Sequence[Row]) -> Sequence[str]:
    """The documents that rows within a row rest on."""
    return [
        id
        for row in rows
        for line in lines(row, "programs")
        for id in _documents(tuple(_fields(type(row), "programs")), report, line)
    ]


# The columns that a field makes, by what its values are


def _columns(field: _Field, fields: Sequence[_Field]) -> Sequence[Column]:
    """The columns of a field; `fields` are all those of its line."""
    name, value, above, where = field.name, field.value, field.above, field.shown.where
    match field.what:
        case "entity" | "technology":
            names, ids = (
                _named_or_related(field, field.shown.otherwise)
                if field.shown.otherwise
                else named(name, value, above, where)
            )
            return replace(names, what=field.what), ids
        case "document" | "rows" if field.is_beside:
            return _beside(field)
        case "document":
            return named(name, value, where="programs")
        case "rows":
            return ()
        case "tie":
            return _tie(field)
        case "claim":
            return (codes(name, value, partial(id_heading, above)),)
        case "record":
            return _record(field)
        case "day" | "edtf":
            return (dated(name, value, above, where),)
        case "slug":
            return (spaced(name, value, above, where),)
        case "period":
            return in_words(name, value, partial(_period, field), above, where)
        case "sum":
            return plain("amount", sum_of, where="people"), plain(name, value, above, "programs")
        case "path":
            return (plain(above, _way, where=where),)
        case "word" if field.is_state:
            words, constants = in_words(name, value, partial(_state, field, fields), above, where)
            return replace(words, what="state"), constants
        case "word":
            return worded(name, value, above, where)
        case "own_word":
            return in_words(name, value, partial(_own_words, field), above, where)
        case "flag":
            return (flag(name, value, above, where),)
        case "number":
            return (number(name, value, above, where, field.shown.unit),)
        case "counts":
            return plain(name, partial(_counts, field), above, "people"), *map(partial(_count, field), Status)
        case _:
            return (plain(above, value, where=where),)


def _beside(field: _Field) -> Sequence[Column]:
    """Documents that stand beside those that a row rests on, or rows as the documents that they rest on."""

    def documents(report: Report, line: Line) -> Sequence[str]:
        given = line[field.name]
        return given if field.what == "document" else list(dict.fromkeys(_documents_of_rows(report, given)))

    numbers = cited(f"{field.name}_sources", documents, field.above)
    return numbers, codes(field.name, documents, partial(id_heading, field.above))


def _tie(field: _Field) -> Sequence[Column]:
    """One tie as what it says, for programs with a column for each of its parts; several as their ids, and where these
    have a heading as what relates their ends."""
    if field.several:
        ids = codes(field.name, field.value, partial(id_heading, field.name))
        return (
            (plain(f"{field.name}_name", partial(_relations, field.name), field.above, field.shown.where), ids)
            if field.shown.heading
            else (ids,)
        )
    ids = codes(field.name, field.value, partial(id_heading, field.above))

    def tie(report: Report, line: Line) -> Any:
        return report.ties[line[field.name]]

    said = plain(field.name, lambda report, line: report.said(tie(report, line)), field.above, "people")
    return said, *records.ends(tie), ids


def _named_or_related(field: _Field, otherwise: str) -> Sequence[Column]:
    """What joins two; to people, of two who are tied directly, their relation: `partners with (scholarships)`."""
    names, ids = named(field.name, field.value, field.above, field.shown.where)

    def text(report: Report, line: Line) -> str:
        return names.text(report, line) or ", ".join(_relations(otherwise, report, line))

    return replace(names, text=text), ids


def _relations(ties: str, report: Report, line: Line) -> list[str]:
    """What relates the ends of the ties in a field, each once."""
    return list(dict.fromkeys(report.relation(report.ties[id]) for id in line[ties]))


def _record(field: _Field) -> Sequence[Column]:
    """The columns of the record that an id names."""
    of_part = {"entities": records.entity, "technologies": records.technology, "documents": records.document}
    assert field.shown.of, "a record is of a part"
    return of_part[field.shown.of](lambda report, line: report.record(line[field.name]))


def _period(field: _Field, report: Report, line: Line) -> str | None:
    return period_text(line[field.name], report.options.lang) if line[field.name] else None


def _way(report: Report, line: Line) -> str:
    """The names on a path."""
    hops = line["row"].hops
    return " – ".join(report.name(id) for id in (hops[0].source, *(hop.target for hop in hops)))


def _state(field: _Field, fields: Sequence[_Field], report: Report, line: Line) -> str | None:
    """How far along a row is, with what makes that less sure."""
    own = [one for one in fields if one.what == "tie" and one.row is field.row]
    ids = [id for one in own for id in values(line[one.name])]
    given, disputed = line[field.name], line.get("disputed") is True
    return report.state(given, [report.ties[id] for id in ids], disputed) if given else None


def _own_words(field: _Field, report: Report, line: Line) -> list[str]:
    return [own_word(field.name, one, report.options.lang) for one in values(line[field.name])]


def _counts(field: _Field, report: Report, line: Line) -> list[str]:
    """How many have which status."""
    return [f"{count} {word(status, report.options.lang)}" for status, count in line[field.name].items()]


def _count(field: _Field, status: Status) -> Column:
    """How many have one status."""

    def count(report: Report, line: Line) -> int:
        return line[field.name].get(status, 0)

    return number(status.value, count, partial(word, status), "programs")
