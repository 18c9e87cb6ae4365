"""Excel (ISO/IEC 29500): what answers the question on the first sheet, then ties and records, and what it is."""

import io
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from itertools import accumulate
from typing import Any, get_args

from openpyxl import Workbook
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE, WriteOnlyCell
from openpyxl.cell.cell import Cell as SheetCell
from openpyxl.styles import Alignment, Font
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.properties import PageSetupProperties
from openpyxl.worksheet.worksheet import Worksheet

from app.formats import DATA, WORDED, Format
from app.report import Report, tables
from app.report.columns import Cell, Column
from app.report.findings import remarks, sentence
from app.report.headings import heading
from app.report.licence import licence
from app.report.options import TableName
from app.report.reproducible import make_reproducible
from app.report.tables import Table

_MOST_CHARACTERS = 32_767  # of one cell
_MOST_LINKS, _LONGEST_LINK = 65_530, 2_079  # of one sheet; more make Excel take a workbook for damaged
_WIDEST = 60
_PAPER = 240  # characters across a sheet of A4 that can still be read
_HEAD, _LINKED = Font("Calibri", 11, bold=True), Font("Calibri", 11, color="1D4F91", underline="single")
_WRAPPED, _LEFT = Alignment(wrap_text=True, vertical="top"), Alignment(horizontal="left")


def _write(report: Report) -> bytes:
    book = Workbook(write_only=True)
    book.properties.title, book.properties.creator = report.title, "Entente"
    book.properties.identifier, book.properties.language = report.dataset, report.options.lang.value
    names: Sequence[TableName] = get_args(TableName)
    for name in names:
        _add_table(book, "Answer" if name == "rows" else name.capitalize(), report, tables.named(report, name))
    _add_about(book, report)
    file = io.BytesIO()
    book.save(file)
    return make_reproducible(file.getvalue())


def _add_table(book: Workbook, name: str, report: Report, table: Table) -> None:
    columns, headings = table.columns, table.headings(report)
    rows = [[_value(column.cell(report, line)) for column in columns] for line in table.lines]
    widths = [
        min(max([len(headings[at]), *(len(str(row[at])) for row in rows if row[at] is not None)]) + 2, _WIDEST)
        for at in range(len(columns))
    ]
    sheet = _sheet(book, name, widths)
    if not columns:
        return
    readable = [width for width, column in zip(widths, columns, strict=True) if not column.codes]
    _print_well(sheet, sum(across <= _PAPER for across in accumulate(readable)), len(rows) + 1)
    sheet.append(_styled(sheet, headings, _HEAD))
    links = len(rows) * sum(column.what == "link" for column in columns) <= _MOST_LINKS
    cells = _Cells(sheet, links)
    for row in rows:
        sheet.append(cells.of(column, value) for column, value in zip(columns, row, strict=True))
    if rows:
        sheet.auto_filter.ref = f"A1:{get_column_letter(len(columns))}{len(rows) + 1}"


def _sheet(book: Workbook, name: str, widths: Iterable[int]) -> Any:
    sheet = book.create_sheet(name)
    sheet.freeze_panes = "A2"
    for index, width in enumerate(widths, 1):
        sheet.column_dimensions[get_column_letter(index)].width = width
    return sheet


def _print_well(sheet: Any, columns: int, rows: int) -> None:
    """On paper a sheet lies on its side, and is as wide as a page, on which so many columns can be read."""
    sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    sheet.page_setup.orientation, sheet.page_setup.paperSize = "landscape", Worksheet.PAPERSIZE_A4
    sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight = 1, 0
    sheet.print_title_rows = "1:1"
    sheet.print_area = f"A1:{get_column_letter(columns)}{rows}"


class _Cells:
    """The cells of a sheet that is written row by row. One of each style serves for all, since each is written before
    the next is asked for: to style every one takes most of the time."""

    def __init__(self, sheet: Any, links: bool) -> None:
        self._sheet, self._links = sheet, links
        self._text, self._long, self._day, self._number = (WriteOnlyCell(sheet) for _ in range(4))
        self._long.alignment = _WRAPPED
        self._day.number_format, self._day.alignment = "yyyy-mm-dd", _LEFT
        self._number.number_format = "#,##0"

    def of(self, column: Column, value: Cell) -> Cell | SheetCell:
        """The cell of a value, or the value where it needs none."""
        if isinstance(value, str):
            return self._of_text(column, value)
        if isinstance(value, date):
            return _filled(self._day, value)
        return _filled(self._number, value) if isinstance(value, int) and value >= 1000 else value

    def _of_text(self, column: Column, text: str) -> Cell | SheetCell:
        if column.what == "link" and self._links and len(text) <= _LONGEST_LINK:
            link = WriteOnlyCell(self._sheet, text)
            link.hyperlink, link.font = text, _LINKED
            return link
        if len(text) > _WIDEST or text.startswith("="):
            cell = _filled(self._long if len(text) > _WIDEST else self._text, text)
            cell.data_type = "s"  # a text that begins with `=` stays a text
            return cell
        return text


def _filled(cell: SheetCell, value: Any) -> SheetCell:
    cell.value = value
    return cell


def _styled(sheet: Any, texts: Iterable[str], font: Font) -> list[SheetCell]:
    cells = [WriteOnlyCell(sheet, text) for text in texts]
    for cell in cells:
        cell.font, cell.alignment = font, _WRAPPED
    return cells


def _value(cell: Cell) -> Cell:
    return _legal(cell) if isinstance(cell, str) else cell


def _legal(text: str) -> str:
    return ILLEGAL_CHARACTERS_RE.sub("\ufffd", text)[:_MOST_CHARACTERS]


def _add_about(book: Workbook, report: Report) -> None:
    """What was asked, what answers it, what it leaves out, and where it comes from."""
    sheet = _sheet(book, "About", (24, 100))
    _print_well(sheet, 2, 20)
    for name, value in _about(report):
        label, text = WriteOnlyCell(sheet, name), WriteOnlyCell(sheet, _legal(value))
        label.font, text.alignment, text.data_type = _HEAD, _WRAPPED, "s"
        sheet.append([label, text])


def _about(report: Report) -> Iterator[tuple[str, str]]:
    lang = report.options.lang
    yield heading("question", lang), report.title
    yield heading("answer", lang), sentence(report)
    for remark in remarks(report):
        yield heading("note", lang), str(remark)
    yield heading("licence", lang), licence(lang)
    yield heading("dataset", lang), report.dataset
    yield heading("url", lang), report.address
    yield heading("day", lang), report.day


FORMAT = Format(
    "xlsx",
    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "A workbook: what answers the question, ties, claims, entities, technologies and documents, a sheet each.",
    _write,
    options=WORDED,
    heavy=True,
    results=DATA,
    download=True,
)
