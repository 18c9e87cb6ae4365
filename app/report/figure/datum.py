"""What figures read of an answer: the lines of its rows, by the fields that they declare."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from app.domain.answer import Row
from app.domain.records import Tie
from app.report import Report, rows, sanitized
from app.report.columns import Column, Line
from app.report.tables import typed_rows
from app.report.terms import unstated

_NO_BREAK = "\u00a0"


@dataclass(frozen=True)
class Datum:
    """A line of the rows of an answer."""

    report: Report
    row: type[Row]
    line: Line

    def value(self, field: str | None) -> Any:
        """The value of a field; None where a channel has none."""
        return None if field is None else self.line[field]

    def text(self, field: str) -> str:
        """A field in the words of its column, or those for what is not stated; empty where there are none."""
        column = self._column(field)
        if not column or self.line[field] is None:
            return unstated(field, self.report.options.lang)
        if column.what != "text":
            return column.text(self.report, self.line)
        cell = str(column.cell(self.report, self.line) or "")  # no line breaks between a number and its unit
        return _NO_BREAK.join(map(sanitized, cell.split(_NO_BREAK)))

    def labelled(self, field: str) -> str:
        """A field in words, after its heading where those say nothing without it."""
        text, column = self.text(field), self._column(field)
        is_bare = text and column and column.what in ("slug", "number", "flag")
        return f"{self.heading(field)}: {text}" if is_bare else text

    def heading(self, field: str) -> str:
        """What stands above the column of a field; empty where it has none."""
        column = self._column(field)
        return column.heading(self.report.options.lang) if column else ""

    def _column(self, field: str) -> Column | None:
        return rows.column(self.row, field)

    def unit(self, field: str) -> str | None:
        """What a number counts, or the field that says so."""
        column = self._column(field)
        return column.unit if column else None

    def ids(self, field: str) -> Sequence[str]:
        """Ids of the records that a field names."""
        column = self._column(field)
        return column.ids(self.report, self.line) if column else ()

    @cached_property
    def ties(self) -> Sequence[Tie]:
        """The ties that it is about."""
        return [self.report.ties[id] for id in rows.ties_of_line(self.row, self.line)]

    @property
    def sources(self) -> str:
        """The numbers of the documents that it rests on."""
        return self.report.citing(rows.documents_of_line(self.row, self.report, self.line))


def data_of(report: Report) -> list[Datum]:
    """The lines of the rows of an answer, in order."""
    return [Datum(report, type(row), line) for row in typed_rows(report) for line in rows.lines(row, "people")]
