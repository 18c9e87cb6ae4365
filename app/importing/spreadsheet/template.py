"""A workbook to fill in: sheets of organisations, relations and technologies, with drop-downs and an example each."""

from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

from openpyxl import Workbook
from openpyxl.comments import Comment
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation

from app.domain.vocabulary import (
    KIND_MEANING,
    RELATION_MEANING,
    RELIABILITY_MEANING,
    STATUS_MEANING,
    Kind,
    Word,
)
from app.errors import DatasetError
from app.importing.spreadsheet.fields import FIELDS, Field, Rows

_ROWS = 1000  # have drop-downs
_HEAD, _NEEDED = Font(bold=True), PatternFill("solid", fgColor="DDE7F3")
_EXAMPLE = Font(italic=True, color="6B7280")
_WRAPPED = Alignment(wrap_text=True, vertical="top")

_FILLED = {rows: FIELDS[rows] for rows in (Rows.ORGANISATIONS, Rows.RELATIONS, Rows.TECHNOLOGIES)}
"""The sheets to be filled in."""

MEANINGS: Mapping[str, Mapping[Any, str]] = {
    "kind": KIND_MEANING,
    "relation": RELATION_MEANING,
    "status": STATUS_MEANING,
    "reliability": RELIABILITY_MEANING,
}
"""What the words of drop-downs mean, for the sheet that says so."""


_MEANINGS_HEADINGS = ["Word", "What it means"]


def says_what_words_mean(heading: Sequence[str]) -> bool:
    """Whether a sheet with this first row is the template's own, to be read by people alone."""
    return list(heading) == _MEANINGS_HEADINGS


def is_example(cells: Iterable[str]) -> bool:
    """Whether a row is an example of the template, left as it is."""
    given = {text for text in cells if text}
    return any(given == {field.example for field in fields.values() if field.example} for fields in _FILLED.values())


def write_template(path: Path) -> None:
    """Writes the workbook. Raises DatasetError where there is a file already."""
    if path.exists():
        raise DatasetError(f"{path} is there already; name a file that is not")
    if path.suffix.lower() != ".xlsx":
        raise DatasetError(f"{path} would be a workbook; let its name end in .xlsx")
    book = Workbook()
    book.remove(book.worksheets[0])
    for rows in _FILLED:
        _add_table(book.create_sheet(rows), rows)
    _add_meanings(book.create_sheet("meanings"))
    _add_choices(book.create_sheet("choices"))
    book.save(path)


def _add_table(sheet: Any, rows: Rows) -> None:
    """Headings, each with its explanation as a note, and the example; a heading that is needed is coloured."""
    sheet.freeze_panes = "B2"
    for index, (name, field) in enumerate(FIELDS[rows].items(), 1):
        heading, example = sheet.cell(1, index, field.heading), sheet.cell(2, index, field.example or None)
        heading.font, heading.alignment, example.font, example.alignment = _HEAD, _WRAPPED, _EXAMPLE, _WRAPPED
        heading.comment = Comment(_explanation(field), "Entente", width=280, height=120)
        if field.needed:
            heading.fill = _NEEDED
        letter = get_column_letter(index)
        sheet.column_dimensions[letter].width = max(len(field.heading), min(len(field.example), 40), 14) + 2
        if field.choices:
            choices = DataValidation("list", formula1=_range(name), allow_blank=True, showErrorMessage=False)
            choices.add(f"{letter}2:{letter}{_ROWS}")
            sheet.add_data_validation(choices)


def _explanation(field: Field) -> str:
    needed = " Every row needs it." if field.needed else ""
    example = f"\nExample: {field.example}" if field.example else ""
    return f"{field.meaning}{needed}{example}"


def _choices() -> Mapping[str, type[Word]]:
    return {name: field.choices for rows in FIELDS.values() for name, field in rows.items() if field.choices}


def _range(name: str) -> str:
    """Where the words of a field stand: a list within the formula may have 255 characters, and relations have more."""
    index = list(_choices()).index(name)
    letter = get_column_letter(index + 1)
    return f"choices!${letter}$1:${letter}${len(_choices()[name])}"


def _add_choices(sheet: Any) -> None:
    sheet.sheet_state = "hidden"
    for index, vocabulary in enumerate(_choices().values(), 1):
        for number, word in enumerate(vocabulary, 1):
            sheet.cell(number, index, word.lower() if vocabulary is Kind else str(word))


def _add_meanings(sheet: Any) -> None:
    """What can be chosen, and what it means."""
    sheet.append(_MEANINGS_HEADINGS)
    for meanings in MEANINGS.values():
        for word, meaning in meanings.items():
            sheet.append([word.lower() if isinstance(word, Kind) else str(word), meaning])
        sheet.append([])
    for row in sheet.iter_rows():
        row[1].alignment = _WRAPPED
    sheet["A1"].font = sheet["B1"].font = _HEAD
    sheet.column_dimensions["A"].width, sheet.column_dimensions["B"].width = 20, 100
