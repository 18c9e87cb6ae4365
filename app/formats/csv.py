"""CSV (RFC 4180): the rows that answer the question, or another table of the answer."""

import csv
import io

from app.formats import Format
from app.report import Report, tables
from app.report.columns import Cell

_FORMULA = ("=", "+", "-", "@", "\t", "\r")
"""What makes a spreadsheet take a text for a formula (OWASP, CSV injection)."""


def _write(report: Report) -> bytes:
    table = tables.named(report, report.options.table or "rows")
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\r\n")
    writer.writerow(column.name for column in table.columns)
    writer.writerows([_escape_formula(column.cell(report, line)) for column in table.columns] for line in table.lines)
    return text.getvalue().encode("utf-8-sig")  # without the mark, Excel reads UTF-8 as a code page


def _escape_formula(cell: Cell) -> Cell:
    """A text that a spreadsheet would run as a formula gets an apostrophe in front."""
    return f"'{cell}" if isinstance(cell, str) and cell.startswith(_FORMULA) else cell


FORMAT = Format(
    "csv", "text/csv; charset=utf-8", "What answers the question, one row each; other tables by `table`.", _write,
    frozenset({"table"}), whole=True,
)  # fmt: skip
