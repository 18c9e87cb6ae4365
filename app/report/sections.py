"""The parts of a document in plain words: facts and tables under headings, which each format writes in its own way."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import NamedTuple, TypeVar

from app.report import Report, sanitized
from app.report.notes import Remark
from app.report.tables import Table
from app.report.wording import InEachLanguage, Language

Item = TypeVar("Item")

_MORE: InEachLanguage = ("{} in other scripts", "{} in anderen Schriften", "{} dans d’autres écritures",
                         "в других письменностях: {}", "अन्य लिपियों में {}")  # fmt: skip


class Fact(NamedTuple):
    """One thing by its name, with its values; `url` is where on the web these lead."""

    name: str
    values: Sequence[str]
    url: str | None = None

    @property
    def value(self) -> str:
        """All values; between them stand semicolons, as names have commas in them."""
        return "; ".join(self.values)

    def shown(self, can_show: Callable[[str], bool], lang: Language) -> str:
        """Of several values those that a format can show, and how many there are beside them; one as it is."""
        shown = [value for value in self.values if can_show(value)]
        left_out = len(self.values) - len(shown)
        if not left_out or len(self.values) == 1:
            return self.value
        return "; ".join([*shown, lang.of(_MORE).format(left_out)])


@dataclass(frozen=True)
class Grid:
    """A table as people read it: what stands above its columns, its cells, and the names of the places that its rows
    are, by which an address leads to one."""

    columns: Sequence[str]
    rows: Sequence[Sequence[str]]
    places: Sequence[Sequence[str]] = ()

    @property
    def lines(self) -> list[Sequence[str]]:
        """Its rows, and what stands above the columns as the first."""
        return [self.columns, *self.rows]


@dataclass(frozen=True)
class Section:
    """A part of a document: facts, then a table. The `note` says what to know first.

    Without a heading it belongs to what the document opens with. `below_figure` is whether the figure stands before it.
    """

    heading: str | None = None
    facts: Sequence[Fact] = ()
    note: str = ""
    grid: Grid | None = None
    below_figure: bool = False


@dataclass(frozen=True)
class Contents:
    """What a document holds beside its figure and its sources: the report under the title that it has there, the
    sentences that it opens with, what must be known beside these, and its sections.

    `lists` is whether it has room for a figure that lists some of the ties, where a network could not be read.
    """

    report: Report
    opening: str
    remarks: Sequence[Remark]
    sections: Sequence[Section]
    lists: bool = False

    @property
    def columns(self) -> int:
        """How many columns the widest of its tables has."""
        return max((len(section.grid.columns) for section in self.sections if section.grid), default=0)


def fact(name: str, values: str | Iterable[str] | None, url: str | None = None) -> list[Fact]:
    """A fact; none where there is no value."""
    listed = [values] if isinstance(values, str) else values or ()
    found = [text for text in map(sanitized, listed) if text]
    return [Fact(name, found, url)] if found else []


def of_table(report: Report, table: Table) -> Grid:
    """A table of an answer, in the report's language."""
    return Grid(table.headings(report), list(table.texts(report)))


def _no_places(item: object) -> Sequence[str]:
    return ()


def grid(
    columns: Sequence[str],
    items: Iterable[Item],
    line: Callable[[Item], Sequence[str]],
    places: Callable[[Item], Sequence[str]] = _no_places,
) -> Grid | None:
    """A table with the cells that `line` gives for each item, if there is any, and the places that its row is; a column
    that says nothing is left out."""
    items = list(items)
    lines = [[sanitized(cell) for cell in line(item)] for item in items]
    shown = [at for at in range(len(columns)) if any(cells[at] for cells in lines)]
    rows = [[cells[at] for at in shown] for cells in lines]
    return Grid([columns[at] for at in shown], rows, list(map(places, items))) if rows else None
