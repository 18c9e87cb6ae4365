"""The tables of CORDIS, from their files or from the archive that holds them, row by row and never as a whole.

A table is known by its columns, whatever its file is called. Rows that do not have as many cells as the headings, which
a quotation mark within a text makes, are left out and said.
"""

import csv
import io
from collections.abc import Generator, Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from enum import Enum
from pathlib import Path
from typing import IO, NamedTuple
from zipfile import BadZipFile, ZipFile

from app.errors import DatasetError
from app.importing.left_out import LeftOut


class Sort(Enum):
    """The tables that are read, by columns that no other table has together."""

    PROJECTS = frozenset({"id", "acronym", "status", "title", "ecMaxContribution"})
    ORGANISATIONS = frozenset({"projectID", "role", "name", "activityType"})
    FIELDS = frozenset({"projectID", "euroSciVocPath"})


_OTHERWISE = {"id": "organisationID", "organizationUrl": "organizationURL"}
"""Columns of organisations in the tables of 2019 and before, with what they are called now."""


class Line(NamedTuple):
    """A row: the line of its file on which it ends, and its cells by their headings."""

    table: str
    number: int
    cells: Mapping[str, str]

    def at(self, column: str) -> str:
        """A cell in one line of text; empty where there is no such column."""
        return " ".join(self.cells.get(column, "").split())

    def __str__(self) -> str:
        return f"{self.table} line {self.number}"


@dataclass(frozen=True)
class Table:
    """A table of a file, or of a member of an archive."""

    path: Path
    member: str | None
    sort: Sort | None

    @property
    def name(self) -> str:
        """What rows are cited by."""
        return f"{self.path.name}/{self.member}" if self.member else self.path.name

    def lines(self, left_out: LeftOut) -> Iterator[Line]:
        """Its rows."""
        with _opened(self.path, self.member) as file:
            rows = _rows(file)
            headings = next(rows)
            if self.sort is Sort.ORGANISATIONS and "organisationID" not in headings:
                headings = [_OTHERWISE.get(heading, heading) for heading in headings]
            try:
                for number, cells in enumerate(rows, 2):
                    if len(cells) == len(headings):
                        yield Line(self.name, number, dict(zip(headings, cells, strict=True)))
                    elif cells:
                        left_out.add("rows with more or fewer cells than headings", f"{self.name} row {number}")
            except (csv.Error, UnicodeDecodeError) as error:
                raise DatasetError(f"{self.name} cannot be read as CSV: {error}") from None


def tables_of(path: Path) -> list[Table]:
    """The tables of a file that is CSV, or an archive of such. Raises DatasetError where it cannot be read."""
    if path.suffix.lower() != ".zip":
        return [Table(path, None, _sort(path, None))]
    try:
        with ZipFile(path) as archive:
            members = [name for name in archive.namelist() if name.lower().endswith(".csv")]
    except (BadZipFile, OSError) as error:
        raise DatasetError(f"{path} cannot be read as an archive: {error}") from None
    return [Table(path, member, _sort(path, member)) for member in members]


def is_cordis(path: Path) -> bool:
    """Whether a file holds tables of CORDIS."""
    return path.suffix.lower() in (".csv", ".zip") and any(table.sort for table in tables_of(path))


def _sort(path: Path, member: str | None) -> Sort | None:
    try:
        with _opened(path, member) as file:
            headings = set(next(_rows(file)))
    except (UnicodeDecodeError, csv.Error):
        return None
    return next((sort for sort in Sort if sort.value <= headings), None)


@contextmanager
def _opened(path: Path, member: str | None) -> Generator[IO[str]]:
    with ExitStack() as stack:
        if member:
            file = stack.enter_context(stack.enter_context(ZipFile(path)).open(member))
        else:
            file = stack.enter_context(path.open("rb"))
        yield io.TextIOWrapper(file, encoding="utf-8-sig", newline="")


def _rows(file: IO[str]) -> Iterator[Sequence[str]]:
    """The rows, with what stands between the cells of the first one between all."""
    first = file.readline()
    delimiter = max(";,\t", key=first.count)
    yield next(csv.reader([first], delimiter=delimiter), list[str]())
    yield from csv.reader(file, delimiter=delimiter)
