"""Which column is which field: by its heading, and by what its cells look like."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple

from rapidfuzz import fuzz

from app.domain.codes import currency_code
from app.domain.text import words
from app.importing.spreadsheet.fields import FIELDS, Field, Rows
from app.importing.spreadsheet.tables import Sheet, Table

SURE = 85
"""What a heading has to be alike, of 100, to be taken for a field's."""

UNLIKE, LIKE, ALL_BUT_A_FEW = 30, 2, 0.9
"""What cells of another sort take away, what those of this sort add, and how large a share of them is as good as all
of them."""

LOOKED_THROUGH = 10
"""So many rows at the top may be the one with the headings; others stand above it in reports."""

SAMPLE = 200
"""So many cells of a column are looked at."""

_COUNTED_IN = {"million": 10**6, "millions": 10**6, "mn": 10**6, "m": 10**6, "mio": 10**6, "thousand": 10**3,
               "thousands": 10**3, "k": 10**3, "billion": 10**9, "billions": 10**9, "bn": 10**9, "crore": 10**7,
               "lakh": 10**5}  # fmt: skip
_IN_BRACKETS = re.compile(r"\(.*?\)|\[.*?\]|\bin (?:[A-Z]{3}\b|[€$£₹]|thousands?|millions?|billions?|crore).*$")


class Column(NamedTuple):
    """A heading that was taken for a field's, and what told so."""

    heading: str
    why: str


@dataclass(frozen=True)
class Guess:
    """What a table's rows are, the row of its headings, and its columns by field."""

    table: Table
    rows: Rows
    columns: Mapping[str, Column]

    @property
    def unread(self) -> list[str]:
        """The headings of columns that are no field's."""
        taken = {column.heading for column in self.columns.values()}
        return [heading for heading in self.table.headings if heading not in taken]


def guessed(sheet: Sheet) -> Guess:
    """What a table seems to be: of the first rows, that one has the headings which gives the most fields."""
    found = [_under(sheet.headed(row.number)) for row in sheet.rows[:LOOKED_THROUGH]]
    return max(found, key=lambda guess: (guess.rows is not Rows.NOTHING, _named(guess)))


def _named(guess: Guess) -> int:
    return sum("heading" in column.why for column in guess.columns.values())


def _under(table: Table) -> Guess:
    relations, organisations = _columns(table, Rows.RELATIONS), _columns(table, Rows.ORGANISATIONS)
    technologies = _columns(table, Rows.TECHNOLOGIES)
    found = [Guess(table, Rows.NOTHING, {})]
    if "name" in technologies and ("broader" in technologies or "technolog" in table.sheet.name.lower()):
        return Guess(table, Rows.TECHNOLOGIES, technologies)
    if "name" in organisations and (len(organisations) > 1 or len(table.headings) == 1):
        found.append(Guess(table, Rows.ORGANISATIONS, organisations))
    if {"subject", "object"} <= relations.keys():
        found.append(Guess(table, Rows.RELATIONS, relations))
    return max(found, key=_named)


def _columns(table: Table, rows: Rows) -> Mapping[str, Column]:
    """Fields with their columns; the best fit is taken first, and neither a field nor a column twice."""
    fits = [
        (score, field, Column(heading, why))
        for heading in table.headings
        for field, declared in FIELDS[rows].items()
        for score, why in _fits(table, heading, declared)
        if score >= SURE
    ]
    found: dict[str, Column] = {}
    for _, field, column in sorted(fits, key=lambda fit: -fit[0]):
        if field not in found and column.heading not in {taken.heading for taken in found.values()}:
            found[field] = column
    return {field: found[field] for field in FIELDS[rows] if field in found}


def _fits(table: Table, heading: str, field: Field) -> Iterator[tuple[float, str]]:
    named = max(_alike(heading, name, place) for place, name in enumerate(field.names))
    if named + LIKE < SURE and not field.telling:
        return
    cells = table.column(heading)[:SAMPLE]
    share = sum(map(field.cells, cells)) / len(cells) if cells else 0.5
    if cells and field.telling and share >= ALL_BUT_A_FEW:
        yield SURE + named / 100, "by what its cells look like"
    yield named - (UNLIKE if cells and share == 0 else 0) + LIKE * share, "by its heading"


def _alike(heading: str, name: str, place: int) -> float:
    """How alike a heading is to a name of a field; of equals that which people call it first."""
    return fuzz.token_sort_ratio(_plain(heading), _plain(name)) - place / 20


@lru_cache(10_000)
def _plain(heading: str) -> str:
    """The words of a heading, without what stands in brackets, in British spelling."""
    return (words(_IN_BRACKETS.sub("", heading)) or words(heading)).replace("organization", "organisation")


def money_of(heading: str) -> tuple[str | None, int]:
    """The currency that a heading names, and what its figures are counted in: `Budget (EUR million)`."""
    times = next((number for word, number in _COUNTED_IN.items() if word in words(heading).split()), 1)
    signs = {"€": "EUR", "£": "GBP", "₹": "INR", "us$": "USD"}
    currency = next((code for sign, code in signs.items() if sign in heading.lower()), None)
    for code in re.findall(r"\b[A-Z]{3}\b", heading):
        try:
            currency = currency or currency_code(code)
        except ValueError:
            continue
    return currency, times
