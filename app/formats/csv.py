"""CSV (RFC 4180): one row for each claim of each tie, with its document; without ties, one for each thing."""

import csv
import io
from collections.abc import Sequence

from app.formats import Format
from app.report import Report, records
from app.report.records import Cell, Row

_FORMULA = ("=", "+", "-", "@", "\t", "\r")
"""What makes a spreadsheet take a text for a formula (OWASP, CSV injection)."""


def _write(report: Report) -> bytes:
    rows = _rows(report)
    columns = list(dict.fromkeys(column for row in rows for column in row))
    text = io.StringIO()
    writer = csv.DictWriter(text, columns, lineterminator="\r\n")
    writer.writeheader()
    writer.writerows({column: _escape_formula(cell) for column, cell in row.items()} for row in rows)
    return text.getvalue().encode("utf-8-sig")  # without the mark, Excel reads UTF-8 as a code page


def _rows(report: Report) -> Sequence[Row]:
    if report.subgraph.ties:
        return list(records.claims(report))
    named = {"entity": records.entities, "technology": records.technologies, "document": records.documents}
    return [{"record": name, **row} for name, rows in named.items() for row in rows(report)]


def _escape_formula(cell: Cell) -> Cell:
    """A text that a spreadsheet would run as a formula gets an apostrophe in front."""
    return f"'{cell}" if isinstance(cell, str) and cell.startswith(_FORMULA) else cell


FORMAT = Format(
    "csv", "text/csv; charset=utf-8", "One row for each claim of each tie, with document and address.", _write
)
