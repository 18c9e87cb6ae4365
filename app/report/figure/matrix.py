"""Counts as a matrix: a row and a column for each of what tells them apart, and a count for each status in a cell."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import islice
from typing import Any

from app.domain.figures import Matrix
from app.domain.styles import STATUS_STYLES
from app.domain.vocabulary import Reliability, Status
from app.report import Report
from app.report.figure import fonts
from app.report.figure.datum import Datum, data_of
from app.report.figure.geometry import Point, Room, Spot
from app.report.figure.legend import legend_of, named_lines
from app.report.figure.outline import number
from app.report.figure.page import Body, Ink, lines_of_text, tie_group
from app.report.figure.selection import LineLook
from app.report.figure.strokes import draw_legend, mark_on, stroke

SIZE, STEP = 11.0, 14.0
SMALL, SMALL_STEP = 10.0, 12.0
LABEL, COLUMN, WIDEST = 112.0, 84.0, 220.0
"""How wide the names of rows are, and how wide a column is at least and at most."""
PADDING, COUNT = 5.0, 24.0
"""Around what stands in a cell, and the room of its count of all."""
LINE, CHIP = 22.0, 44.0
"""How long the line of a status is, and how wide it is with its count. All in CSS pixels."""


@dataclass(frozen=True)
class Cell:
    """What is counted: how many in all, of each status, and unverified; what is said of it, and of which ties and ends
    it is."""

    count: int
    statuses: Mapping[Status, int]
    unverified: int
    said: str
    ties: Sequence[str]
    ends: Sequence[str]


@dataclass(frozen=True)
class Grid:
    """The names of rows and columns by what they are of, and the cells in which something is counted."""

    rows: Mapping[Any, str]
    columns: Mapping[Any, str]
    cells: Mapping[tuple[Any, Any], Cell]

    @cached_property
    def most(self) -> int:
        """The most that is counted in a cell."""
        return max((cell.count for cell in self.cells.values()), default=1)

    @property
    def statuses(self) -> frozenset[str]:
        """The statuses that occur."""
        return frozenset(status.value for cell in self.cells.values() for status in cell.statuses)


@dataclass(frozen=True)
class Block:
    """Columns that have room beside one another: those from `first` on, in columns of a width."""

    first: int
    columns: int
    width: float


def matrix(report: Report, channels: Matrix, room: Room, interactive: bool) -> Body:
    """The rows of the matrix for as many columns as have room beside one another, and the rest of the columns below.

    Rows that have no room are told in number.
    """
    grid = _grid(report, channels)
    samples, legend_height = legend_of(named_lines(report, grid.statuses), room.width)
    blocks = _blocks(len(grid.columns), room.width)
    heads = [_head_height(grid, block) for block in blocks]
    heights = [[_row_height(report, grid, row, block) for row in grid.rows] for block in blocks]
    shown = _fitting(heights, room.height - legend_height - sum(heads) - STEP * len(blocks))
    body = sum(heads) + sum(sum(of_block[:shown]) for of_block in heights) + STEP * len(blocks)

    def draw(ink: Ink) -> Iterator[str]:
        top = 0.0
        yield '<g class="d">'
        for block, head, of_block in zip(blocks, heads, heights, strict=True):
            yield from _head(grid, block, top, ink)
            top += head
            for row, height in islice(zip(grid.rows, of_block, strict=True), shown):
                yield from _Row(report, grid, row, block, height, ink, interactive).svg(top)
                top += height
            top += STEP
        yield "</g>"
        yield from draw_legend(samples, body, ink)

    left_out = len(grid.rows) - shown
    return Body(
        room.width, body + legend_height, draw, styles=grid.statuses,
        notes=[report.words.more.format(count=left_out)] if left_out > 0 else [],
        description="; ".join(cell.said for cell in grid.cells.values()),
    )  # fmt: skip


def _grid(report: Report, channels: Matrix) -> Grid:
    """The lines of the answer in rows and columns, in their order."""
    rows, columns, cells = dict[Any, str](), dict[Any, str](), dict[tuple[Any, Any], Cell]()
    for datum in data_of(report):
        row, column = datum.value(channels.row), datum.value(channels.column)
        rows.setdefault(row, _called(datum, channels.row))
        columns.setdefault(column, _called(datum, channels.column))
        if datum.value(channels.count):
            cells[row, column] = _cell(datum, channels, f"{rows[row]}, {columns[column]}")
    return Grid(rows, columns, cells)


def _called(datum: Datum, field: str) -> str:
    """What stands before a row or above a column."""
    names = [datum.report.name(id) for id in datum.ids(field)]
    return " – ".join(names) or datum.text(field) or "–"


def _cell(datum: Datum, channels: Matrix, name: str) -> Cell:
    """`Quantum technology, India – Russia: 8 (expected 7, active 1; 7 unverified) [5]`."""
    words, count, unverified = datum.report.words, datum.value(channels.count), datum.value(channels.unverified) or 0
    statuses: Mapping[Status, int] = datum.value(channels.statuses) or {}
    told = ", ".join(f"{words.statuses[status]} {of_status}" for status, of_status in statuses.items())
    doubt = f"{unverified} {words.reliabilities[Reliability.UNVERIFIED]}" if unverified else ""
    beside = "; ".join(part for part in (told, doubt) if part)
    said = f"{name}: {count}{f' ({beside})' if beside else ''} {datum.sources}".rstrip()
    return Cell(count, statuses, unverified, said, [tie.id for tie in datum.ties], datum.ids(channels.column))


def _blocks(columns: int, width: float) -> list[Block]:
    beside = max(1, min(columns, int((width - LABEL) // COLUMN)))
    wide = min(WIDEST, (width - LABEL) / beside)
    return [Block(first, min(beside, columns - first), wide) for first in range(0, columns, beside)]


def _fitting(heights: Sequence[Sequence[float]], room: float) -> int:
    """How many rows have room, the same in each block; one at least."""
    rows = [sum(of_row) for of_row in zip(*heights, strict=True)]
    return max(1, sum(sum(rows[: index + 1]) <= room for index in range(len(rows))))


def _columns(grid: Grid, block: Block) -> Mapping[Any, str]:
    return dict(islice(grid.columns.items(), block.first, block.first + block.columns))


def _head_height(grid: Grid, block: Block) -> float:
    return STEP * max(len(_head_lines(name, block.width)) for name in _columns(grid, block).values()) + PADDING


def _head_lines(name: str, width: float) -> list[str]:
    return fonts.wrap(name, SIZE, width - 2 * PADDING, bold=True)


def _head(grid: Grid, block: Block, top: float, ink: Ink) -> Iterator[str]:
    look = f'class="t" font-size="{SIZE:g}" font-weight="700" fill="{ink.ground.text}"'
    for index, name in enumerate(_columns(grid, block).values()):
        lines = _head_lines(name, block.width)
        yield from lines_of_text(lines, LABEL + index * block.width + PADDING, top + SIZE, STEP, look)


def _row_height(report: Report, grid: Grid, row: Any, block: Block) -> float:
    label = STEP * len(fonts.wrap(grid.rows[row], SIZE, LABEL - PADDING))
    cells = (grid.cells.get((row, column)) for column in _columns(grid, block))
    return max(label, *(_cell_height(report, cell, block.width) for cell in cells)) + 2 * PADDING


def _cell_height(report: Report, cell: Cell | None, width: float) -> float:
    return _counts_height(cell, width) + SMALL_STEP * len(_unverified(report, cell, width)) if cell else STEP


def _counts_height(cell: Cell, width: float) -> float:
    """How high the counts of a cell are."""
    return STEP * max(1, -(-len(cell.statuses) // _beside(width)))


def _beside(width: float) -> int:
    """How many statuses stand beside one another in a cell."""
    return max(1, int((width - 2 * PADDING - COUNT) // CHIP))


def _unverified(report: Report, cell: Cell, width: float) -> list[str]:
    if not cell.unverified:
        return []
    words = f"{cell.unverified} {report.words.reliabilities[Reliability.UNVERIFIED]}"
    return fonts.wrap(words, SMALL, width - 2 * PADDING)


@dataclass(frozen=True)
class _Row:
    report: Report
    grid: Grid
    row: Any
    block: Block
    height: float
    ink: Ink
    interactive: bool

    def svg(self, top: float) -> Iterator[str]:
        name = fonts.wrap(self.grid.rows[self.row], SIZE, LABEL - PADDING)
        yield from lines_of_text(name, 0, top + PADDING + SIZE, STEP, self._text("t", SIZE))
        for index, column in enumerate(_columns(self.grid, self.block)):
            yield from self._cell(self.grid.cells.get((self.row, column)), LABEL + index * self.block.width, top)

    def _text(self, name: str, size: float) -> str:
        colour = self.ink.ground.text if name == "t" else self.ink.ground.muted
        return f'class="{name}" font-size="{size:g}" fill="{colour}"'

    def _cell(self, cell: Cell | None, left: float, top: float) -> Iterator[str]:
        x, y, muted = left + PADDING, top + PADDING + SIZE, self.ink.ground.muted
        if not cell:
            yield from lines_of_text(["–"], x, y, STEP, self._text("m", SIZE))
            return
        yield tie_group("cell", cell.ties, cell.said, self.interactive, cell.ends)
        box = f"M{number(left)} {number(top)}h{number(self.block.width)}v{number(self.height)}H{number(left)}z"
        shade = f'fill-opacity="{0.3 * cell.count / self.grid.most:.2f}" stroke-opacity="0.3"'
        yield f'<path class="l" d="{box}" fill="{muted}" stroke="{muted}" {shade}/>'
        yield from lines_of_text([str(cell.count)], x, y, STEP, f'{self._text("t", SIZE)} font-weight="700"')
        yield from self._statuses(cell, x + COUNT, y)
        words, below = _unverified(self.report, cell, self.block.width), _counts_height(cell, self.block.width)
        yield from lines_of_text(words, x, y + below - 1, SMALL_STEP, self._text("t", SMALL))
        yield "</g>"

    def _statuses(self, cell: Cell, left: float, top: float) -> Iterator[str]:
        beside = _beside(self.block.width)
        ordered = sorted(cell.statuses.items(), key=lambda one: -one[0].strength)
        for index, (status, count) in enumerate(ordered):
            x, y = left + index % beside * CHIP, top + index // beside * STEP
            look = LineLook(STATUS_STYLES[status])
            yield f'<g class="s-{status}" fill="none">'
            yield from stroke(self.ink, look, f"M{number(x)} {number(y - 4)}h{number(LINE)}")
            yield from mark_on(self.ink, look, Spot(Point(x + LINE / 2, y - 4), Point(1, 0)))
            yield from lines_of_text([str(count)], x + LINE + 4, y, STEP, self._text("t", SIZE))
            yield "</g>"
