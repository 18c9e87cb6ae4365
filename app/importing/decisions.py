"""`matches.csv`: what was decided of each name, which a person corrects in a spreadsheet program.

What is decided there is obeyed and stays as it is; names that it does not have are added at its end.
"""

import csv
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from functools import cached_property
from pathlib import Path
from typing import NamedTuple

from app.domain.text import words
from app.errors import DatasetError
from app.importing.spreadsheet.tables import Dialect, read_sheets

COLUMNS = ("name", "country", "decision", "id", "kind", "maybe", "score", "why", "second", "where")

UTF_8_WITH_MARK = "utf-8-sig"
"""What every spreadsheet program reads; what it saves need not have all letters."""

_FORMULA = ("=", "+", "-", "@", "\t", "\r")
"""What makes a spreadsheet program take a text for a formula (OWASP, CSV injection)."""


class Decision(StrEnum):
    """What is known of a name; a person writes `same` or `new` in place of `unsure`."""

    UNSURE = "unsure"
    NEW = "new"
    SAME = "same"


class Decided(NamedTuple):
    """A line of the file. `maybe` is the known thing that fits best, which `same` means where no id is given."""

    name: str
    country: str = ""
    decision: Decision = Decision.UNSURE
    id: str = ""
    kind: str = ""
    maybe: str = ""
    score: str = ""
    why: str = ""
    second: str = ""
    where: str = ""


@dataclass
class Decisions:
    """The lines of the file as it stands, and how it is written."""

    path: Path
    dialect: Dialect
    headings: Sequence[str] = COLUMNS
    lines: Sequence[Decided] = ()
    cells: Sequence[Sequence[str]] = ()
    problems: list[str] = field(default_factory=list[str])

    def of(self, name: str, country: str) -> Decided | None:
        """The line of a name and its country, or the one line of the name where either has no country."""
        named = self._by_name.get(words(name), [])
        alone = named[0] if len(named) == 1 and not (country and named[0].country) else None
        return next((line for line in named if line.country == country), alone)

    @cached_property
    def _by_name(self) -> Mapping[str, list[Decided]]:
        found: dict[str, list[Decided]] = {}
        for line in self.lines:
            found.setdefault(words(line.name), []).append(line)
        return found

    def update(self, decided: Sequence[Decided]) -> bool:
        """Adds those that the file does not have, what is open first; and leaves out what is still open of a name that
        is in no table any more. Says whether the file has changed."""
        fresh = [line for line in decided if self.of(line.name, line.country) is None]
        fresh.sort(key=lambda line: list(Decision).index(line.decision))
        asked = {id(line) for one in decided if (line := self.of(one.name, one.country))}
        kept = [
            cells
            for line, cells in zip(self.lines, self.cells, strict=True)
            if line.decision is not Decision.UNSURE or id(line) in asked
        ]
        if not fresh and len(kept) == len(self.cells):
            return False
        columns = [heading.casefold() for heading in self.headings]
        added = [[_safe(line._asdict().get(column, "")) for column in columns] for line in fresh]
        with self.path.open("w", encoding=UTF_8_WITH_MARK, newline="") as file:
            csv.writer(file, delimiter=self.dialect.delimiter).writerows([self.headings, *kept, *added])
        return True


def read_decisions(path: Path, dialect: Dialect) -> Decisions:
    """The file as it stands; where there is none, an empty one that is written as the tables are."""
    if not path.exists():
        return Decisions(path, Dialect(dialect.delimiter))
    [sheet] = read_sheets(path)
    table = sheet.headed(1)
    places = {heading.casefold(): index for index, heading in enumerate(table.headings)}
    if missing := [column for column in ("name", "decision") if column not in places]:
        raise DatasetError(f"{path.name} has no column `{missing[0]}`; undo that, or delete it to have it written anew")
    problems: list[str] = []
    lines: list[Decided] = []
    for row in table.rows:
        values = {column: _unsafe(row.at(places[column])) for column in COLUMNS if column in places}
        lines.append(_line(values, f"{path.name} row {row.number}", problems))
    return Decisions(path, sheet.dialect or dialect, table.headings, lines, [row.cells for row in table.rows], problems)


def _line(values: dict[str, str], place: str, problems: list[str]) -> Decided:
    word = values.pop("decision").casefold() or Decision.UNSURE
    if word not in set(Decision):
        problems.append(f"{place}: decision {word!r} is not known; write {' or '.join(Decision)}")
        word = Decision.UNSURE
    return Decided(decision=Decision(word), **values)


def _safe(text: str) -> str:
    return f"'{text}" if text.startswith(_FORMULA) else text


def _unsafe(text: str) -> str:
    return text[1:] if text.startswith("'") and text[1:].startswith(_FORMULA) else text
