"""An answer as tables: its rows first, then ties, claims, entities, technologies and documents."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from pydantic import ValidationError

from app.domain.answer import Row
from app.domain.vocabulary import Status
from app.queries import catalogue
from app.report import Report, records, rows
from app.report.columns import Column, Line, Reader, Value
from app.report.options import TableName


@dataclass(frozen=True)
class Table:
    """Columns, and the lines that they show: of rows of a type, or else of a record, which `of` names in a line."""

    columns: Sequence[Column]
    lines: Sequence[Line]
    row: type[Row] | None = None
    of: str | None = None

    def id(self, line: Line) -> str | None:
        """The id of the record that a line shows; None for a row, which stands for itself."""
        return line[self.of].id if self.of else None

    def ties(self, line: Line) -> Sequence[str]:
        """Ids of the ties that a line is about."""
        if self.row:
            return rows.ties_of_line(self.row, line)
        return [line["tie"].id] if "tie" in line else []

    def state(self, line: Line) -> Status | None:
        """How far along a line is, where it says that."""
        if self.row:
            return rows.state_of_line(self.row, line)
        return line["tie"].status if "tie" in line else None

    def texts(self, report: Report) -> Iterator[list[str]]:
        """The lines as people read them."""
        return ([column.text(report, line) for column in self.columns] for line in self.lines)

    def headings(self, report: Report) -> list[str]:
        """What stands above the columns, in the report's language."""
        return [column.heading(report.options.lang) for column in self.columns]


def answer(report: Report, reader: Reader) -> Table:
    """What answers the question: its rows, or where it has none the ties or records that were found."""
    found, row = typed_rows(report), _row_type(report)
    if row is None or (not found and report.subgraph.rows):
        return _table(report, *_instead_of_rows(report), reader)
    lines = [line for one in found for line in rows.lines(one, reader)]
    return replace(_table(report, rows.columns(row, reader), lines, reader), row=row)


def to_read(report: Report) -> Iterator[tuple[str | None, Table]]:
    """The tables of a document with their headings: what answers the question, which needs none, and then the ties
    that it leads to; or the one that was asked for. What has nothing in it is left out."""
    asked = report.options.table
    if (found := named(report, asked or "rows", "people")).lines:
        yield None, found
    if not asked and typed_rows(report) and report.subgraph.ties:
        yield report.words.ties, _table(report, *_ties(report), "people")


def named(report: Report, name: TableName, reader: Reader = "programs") -> Table:
    """A table of an answer by its name."""
    if name == "rows":
        return answer(report, reader)
    return replace(_table(report, *_TABLES[name](report), reader), of=_RECORD[name])


def _table(report: Report, columns: Iterable[Column], lines: Sequence[Line], reader: Reader) -> Table:
    """A table for a reader; to people a column that says nothing is not shown."""
    shown = rows.ordered(columns, reader)
    if reader == "people":
        shown = [column for column in shown if any(column.text(report, line) for line in lines)]
    return Table(shown, lines)


# Rows


def typed_rows(report: Report) -> Sequence[Row]:
    """The rows as their question declares them, also those of an answer that was frozen; none where an earlier version
    wrote them in another form."""
    found, row = report.subgraph.rows, _row_type(report)
    if not found or row is None or isinstance(found[0], row):
        return found
    try:
        return [row.model_validate(one.model_dump()) for one in found]
    except ValidationError:
        return ()


def _row_type(report: Report) -> type[Row] | None:
    """What the rows of an answer are: what they say themselves, or the question; None where neither does."""
    rows, query = report.subgraph.rows, report.subgraph.meta["query"]
    if rows and type(rows[0]).model_fields:
        return type(rows[0])
    return catalogue[query].row if query in catalogue else None


def _instead_of_rows(report: Report) -> tuple[Sequence[Column], Sequence[Line]]:
    """The first of an answer's lists that has something in it."""
    made = (make(report) for name, make in _TABLES.items() if name != "claims")
    return next(((columns, lines) for columns, lines in made if lines), (_TIES, ()))


# Records


def _part(part: str) -> Value:
    return lambda report, line: line[part]


_TIES = records.tie(_part("tie"))
_CLAIMS = records.claim(_part("tie"), _part("claim"), _part("document"))
_ENTITIES = records.entity(_part("entity"))
_TECHNOLOGIES = records.technology(_part("technology"))
_DOCUMENTS = records.document(_part("document"))


def _ties(report: Report) -> tuple[Sequence[Column], Sequence[Line]]:
    return _TIES, [{"tie": tie} for tie in report.subgraph.ties]


def _claims(report: Report) -> tuple[Sequence[Column], Sequence[Line]]:
    return _CLAIMS, [
        {"tie": tie, "claim": claim, "document": report.documents[claim.document]}
        for tie in report.subgraph.ties
        for claim in tie.claims
    ]


def _entities(report: Report) -> tuple[Sequence[Column], Sequence[Line]]:
    return _ENTITIES, [{"entity": entity} for entity in report.subgraph.entities]


def _technologies(report: Report) -> tuple[Sequence[Column], Sequence[Line]]:
    return _TECHNOLOGIES, [{"technology": technology} for technology in report.subgraph.technologies]


def _documents(report: Report) -> tuple[Sequence[Column], Sequence[Line]]:
    return _DOCUMENTS, [{"document": document} for document in report.subgraph.documents]


_TABLES: Mapping[str, Callable[[Report], tuple[Sequence[Column], Sequence[Line]]]] = {
    "ties": _ties, "claims": _claims, "entities": _entities, "technologies": _technologies, "documents": _documents,
}  # fmt: skip

_RECORD: Mapping[str, str] = {
    "ties": "tie", "claims": "claim", "entities": "entity", "technologies": "technology", "documents": "document",
}  # fmt: skip
"""The part of a line that is the record of its table."""
