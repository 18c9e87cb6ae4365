"""Tables as people keep them: CSV of any delimiter and encoding, and workbooks with their types, as rows of text.

A row has the number that a spreadsheet program shows beside it. Which row has the headings is for others to find.
"""

import csv
import io
import re
import warnings
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from functools import cached_property
from itertools import count
from pathlib import Path
from typing import Any, NamedTuple
from zipfile import BadZipFile

from openpyxl import load_workbook
from openpyxl.utils.exceptions import InvalidFileException

from app.errors import DatasetError

MOST_CELLS = 3_000_000
"""So many cells a sheet may have; some programs save a million empty rows."""

DELIMITERS = ",;\t|"
_SEPARATOR_LINE = re.compile(r"\Asep=(.)\r?\n", re.IGNORECASE)
_SIGN_OF_FORMAT = re.compile(r'\[\$([^\]\-]+)(?:-[0-9A-F]+)?\]|"([^"]*[€£₹$¥][^"]*)"|([€£₹¥])')


class Row(NamedTuple):
    """A row by its number, with its cells as text, and the addresses that cells lead to, by their place."""

    number: int
    cells: Sequence[str]
    links: Mapping[int, str] = {}

    def at(self, index: int) -> str:
        """A cell; empty beyond the end."""
        return self.cells[index] if index < len(self.cells) else ""


class Dialect(NamedTuple):
    """How a CSV file is written."""

    delimiter: str = ","
    encoding: str = "utf-8-sig"

    def __str__(self) -> str:
        names = {"utf-8-sig": "UTF-8", "utf-16": "UTF-16", "cp1252": "Windows-1252"}
        return f"{'tabs' if self.delimiter == chr(9) else self.delimiter} between cells, {names[self.encoding]}"


@dataclass(frozen=True)
class Sheet:
    """A CSV file, or a sheet of a workbook: its rows that are not empty. `unread` are cells that have no value."""

    name: str
    rows: Sequence[Row]
    dialect: Dialect | None = None
    unread: Mapping[tuple[int, int], str] = field(default_factory=dict[tuple[int, int], str])

    def headed(self, number: int) -> "Table":
        """The table whose headings stand in the row of this number."""
        return Table(self, number)


@dataclass(frozen=True)
class Table:
    """A sheet with its headings; those that stand twice are told apart, and columns without one have their letter."""

    sheet: Sheet
    header: int

    @cached_property
    def headings(self) -> Sequence[str]:
        """The headings, each once."""
        named = next((row for row in self.sheet.rows if row.number == self.header), Row(self.header, ()))
        width = max((len(row.cells) for row in self.sheet.rows if row.number >= self.header), default=0)
        found: list[str] = []
        for index in range(width):
            name = " ".join(named.at(index).split()) or f"column {_letter(index)}"
            again = (f"{name} ({number})" for number in count(2))
            found.append(name if name not in found else next(one for one in again if one not in found))
        return found

    @property
    def rows(self) -> Iterator[Row]:
        """The rows below the headings."""
        return (row for row in self.sheet.rows if row.number > self.header)

    def column(self, heading: str) -> list[str]:
        """The cells of a column that are not empty."""
        index = self.headings.index(heading)
        return [text for row in self.rows if (text := row.at(index))]


def read_sheets(path: Path) -> list[Sheet]:
    """The tables of a file. Raises DatasetError, saying what to do, where it cannot be read."""
    if path.suffix.lower() in (".xlsx", ".xlsm"):
        return _workbook(path)
    if path.suffix.lower() in (".csv", ".tsv", ".txt", ".tab"):
        return [_csv(path)]
    raise DatasetError(f"{path} is neither .csv nor .xlsx; save it as one of these in your spreadsheet program")


# CSV


def _csv(path: Path) -> Sheet:
    text, encoding = _decoded(path)
    delimiter = None
    if stated := _SEPARATOR_LINE.match(text):  # Excel's own, which it does not show
        delimiter, text = stated[1], text[stated.end() :]
    delimiter = delimiter or _delimiter(text)
    try:
        listed = list(csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True))
    except csv.Error as error:
        problem = f"cannot be read as CSV with `{delimiter}` between cells: {error}"
        raise DatasetError(f"{path}: {problem}; look for a quotation mark that is opened and not closed") from None
    rows = [Row(number, _stripped(cells)) for number, cells in enumerate(listed, 1)]
    return Sheet(path.name, [row for row in rows if any(row.cells)], Dialect(delimiter, encoding))


def _decoded(path: Path) -> tuple[str, str]:
    """The text of a file and its encoding: UTF-8, UTF-16 with its mark, or else the code page of Western Windows."""
    content = path.read_bytes()
    encodings = ["utf-16"] if content[:2] in (b"\xff\xfe", b"\xfe\xff") else ["utf-8-sig", "cp1252"]
    for encoding in encodings:
        try:
            return content.decode(encoding), encoding
        except UnicodeDecodeError:
            continue
    raise DatasetError(f"{path} is neither UTF-8 nor Windows-1252; save it as `CSV UTF-8`")


def _delimiter(text: str) -> str:
    """What stands between cells: that which gives most rows the same number of cells, and most cells where two do."""
    return max(DELIMITERS, key=lambda one: _evenness(text, one))


def _evenness(text: str, delimiter: str) -> tuple[int, int]:
    sample = csv.reader(io.StringIO(text[:64_000], newline=""), delimiter=delimiter)
    widths = [len(cells) for cells in sample if any(cells)]
    usual = max(set(widths), key=widths.count, default=1)
    return (widths.count(usual), usual) if usual > 1 else (0, 0)


# Workbooks


def _workbook(path: Path) -> list[Sheet]:
    """The sheets that are shown and not empty; of formulas the values that were calculated last."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # of parts that openpyxl leaves out, such as drop-downs
            values, formulas = load_workbook(path, data_only=True), load_workbook(path)
    except (InvalidFileException, BadZipFile, KeyError, ValueError, OSError) as error:
        raise DatasetError(f"{path} cannot be read as a workbook ({error}); save it again as .xlsx") from None
    shown = [sheet for sheet in values.worksheets if sheet.sheet_state == "visible"]
    sheets = [_sheet(f"{path.name}/{sheet.title}", sheet, formulas[sheet.title]) for sheet in shown]
    return [sheet for sheet in sheets if sheet.rows]


def _sheet(name: str, sheet: Any, formulas: Any) -> Sheet:
    if sheet.max_row * sheet.max_column > MOST_CELLS:
        raise DatasetError(f"{name} has more than {MOST_CELLS:,} cells; delete the empty rows and columns at its end")
    merged = dict(_merged(sheet))
    rows: list[Row] = []
    unread: dict[tuple[int, int], str] = {}
    for number, cells in enumerate(sheet.iter_rows(), 1):
        texts = [_text(merged.get((number, index), cell)) for index, cell in enumerate(cells)]
        links = {at: cell.hyperlink.target for at, cell in enumerate(cells) if cell.hyperlink and cell.hyperlink.target}
        for index, text in enumerate(texts):
            if (not text or text.startswith("#")) and formulas.cell(number, index + 1).data_type == "f":
                problem = f"gives {text}" if text else "has no value; open and save the workbook"
                unread[number, index] = f"is a formula that {problem}, or write what it is to be"
        if any(texts) or any(at == number for at, _ in unread):
            rows.append(Row(number, _stripped(texts), links))
    return Sheet(name, rows, None, unread)


def _merged(sheet: Any) -> Iterator[tuple[tuple[int, int], Any]]:
    """The cell whose value each cell of a merged range shows, by row and place."""
    for area in sheet.merged_cells.ranges:
        for row in range(area.min_row, area.max_row + 1):
            for column in range(area.min_col, area.max_col + 1):
                yield (row, column - 1), sheet.cell(area.min_row, area.min_col)


def _text(cell: Any) -> str:
    """A cell's value as a person reads it: a day as ISO 8601, a whole number without a point, money with its sign."""
    value = cell.value
    if value is None:
        return ""
    if isinstance(value, datetime):
        return value.date().isoformat()
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, float | int):
        number = str(int(value)) if value == int(value) else repr(value)
        sign = _SIGN_OF_FORMAT.search(cell.number_format or "")
        return f"{(sign[1] or sign[2] or sign[3]).strip()} {number}" if sign else number
    return str(value)


def _stripped(cells: Sequence[str]) -> tuple[str, ...]:
    """Cells without white space at their ends; non-breaking spaces are spaces."""
    return tuple(cell.replace("\u00a0", " ").replace("\u200b", "").strip().lstrip("\ufeff") for cell in cells)


def _letter(index: int) -> str:
    """What a spreadsheet program calls a column."""
    letters = ""
    while index >= 0:
        index, place = divmod(index, 26)
        letters, index = chr(ord("A") + place) + letters, index - 1
    return letters
