"""CSV (RFC 4180): the rows that answer the question, or another table of the answer."""

import csv
import io
from collections.abc import Callable

from app.formats import DATA, Format
from app.report import Report, tables
from app.report.columns import Cell

_FORMULA = ("=", "+", "-", "@", "\t", "\r")
"""What makes a spreadsheet take a text for a formula (OWASP, CSV injection)."""


_MARK = "\ufeff"
"""The byte order mark, without which Excel reads UTF-8 as a code page."""


def _write(report: Report) -> bytes:
    return _writer()(report)


def _writer() -> Callable[[Report], bytes]:
    """Writes part after part of an answer: the names of the columns once, and each record once."""
    given: set[str] | None = None

    def write(report: Report) -> bytes:
        nonlocal given
        table = tables.named(report, report.options.table or "rows")
        text = io.StringIO()
        writer = csv.writer(text, lineterminator="\r\n")
        if given is None:
            given = set()
            text.write(_MARK)
            writer.writerow(column.name for column in table.columns)
        for line in table.lines:
            if (id := table.id(line)) not in given:
                writer.writerow([_escape_formula(column.cell(report, line)) for column in table.columns])
            if id is not None:
                given.add(id)
        return text.getvalue().encode()

    return write


def _escape_formula(cell: Cell) -> Cell:
    """A text that a spreadsheet would run as a formula gets an apostrophe in front."""
    return f"'{cell}" if isinstance(cell, str) and cell.startswith(_FORMULA) else cell


FORMAT = Format(
    "csv", "text/csv; charset=utf-8", "What answers the question, one row each; other tables by `table`.", _write,
    frozenset({"table"}), results=DATA, told=False, writer=_writer,
)  # fmt: skip
