"""Excel (ISO/IEC 29500): a sheet each for ties, claims, entities, technologies and documents, and one about them."""

import io
from collections.abc import Iterable, Iterator
from typing import Any

from openpyxl import Workbook
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE, WriteOnlyCell
from openpyxl.cell.cell import Cell as SheetCell
from openpyxl.styles import Font
from openpyxl.utils import get_column_letter

from app.formats import WORDED, Format
from app.report import Report, records
from app.report.records import Cell, Row
from app.report.reproducible import make_reproducible

_MOST_CHARACTERS = 32_767  # of one cell


def _write(report: Report) -> bytes:
    book = Workbook(write_only=True)
    book.properties.title, book.properties.creator = report.title, "Entente"
    book.properties.identifier = report.dataset
    sheets = {
        "Ties": records.ties, "Claims": records.claims, "Entities": records.entities,
        "Technologies": records.technologies, "Documents": records.documents,
    }  # fmt: skip
    for name, rows in sheets.items():
        _add_sheet(book, name, list(rows(report)))
    _add_sheet(book, "About", list(_about(report)))
    file = io.BytesIO()
    book.save(file)
    return make_reproducible(file.getvalue())


def _add_sheet(book: Workbook, name: str, rows: list[Row]) -> None:
    sheet = book.create_sheet(name)
    columns = list(rows[0]) if rows else []
    sheet.freeze_panes = "A2"
    for index, column in enumerate(columns, 1):
        widest = max(len(str(row[column] or "")) for row in rows)
        sheet.column_dimensions[get_column_letter(index)].width = min(max(widest, len(column)) + 2, 60)
    sheet.append(_cells(sheet, columns, bold=True))
    for row in rows:
        sheet.append(_cells(sheet, row.values()))
    if rows:
        sheet.auto_filter.ref = f"A1:{get_column_letter(len(columns))}{len(rows) + 1}"


def _cells(sheet: Any, values: Iterable[Cell], bold: bool = False) -> list[SheetCell]:
    cells: list[SheetCell] = []
    for value in values:
        cell = WriteOnlyCell(sheet, _legal(value))
        if isinstance(value, str):
            cell.data_type = "s"  # a text that begins with `=` stays a text
        cell.font = Font(bold=bold)
        cells.append(cell)
    return cells


def _legal(value: Cell) -> Cell:
    return ILLEGAL_CHARACTERS_RE.sub("\ufffd", value)[:_MOST_CHARACTERS] if isinstance(value, str) else value


def _about(report: Report) -> Iterator[Row]:
    about = {"title": report.title, "dataset": report.dataset, "address": report.address, "summary": report.summary()}
    return ({"about": name, "value": value} for name, value in about.items())


FORMAT = Format(
    "xlsx",
    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "A workbook: ties, claims, entities, technologies and documents, a sheet each.",
    _write,
    options=WORDED,
    heavy=True,
    download=True,
)
