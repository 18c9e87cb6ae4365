"""Pairs side by side as a matrix: a row for each technology, a cell for each pair, with a count for each status."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import cast

from app.domain.styles import STATUS_STYLES
from app.domain.vocabulary import Reliability
from app.queries.analysis import Cell, Comparison
from app.report import Report
from app.report.figure import fonts
from app.report.figure.geometry import Point, Room, Spot
from app.report.figure.legend import legend_of, named_lines
from app.report.figure.outline import number
from app.report.figure.page import Body, Ink, lines_of_text, tie_group
from app.report.figure.selection import LineLook
from app.report.figure.strokes import draw_legend, mark_on, stroke
from app.report.tables import typed_rows

SIZE, STEP = 11.0, 14.0
SMALL, SMALL_STEP = 10.0, 12.0
LABEL, COLUMN, WIDEST = 112.0, 84.0, 220.0
"""How wide the names of technologies are, and how wide a column is at least and at most."""
PADDING, COUNT = 5.0, 24.0
"""Around what stands in a cell, and the room of its count of all."""
LINE, CHIP = 22.0, 44.0
"""How long the line of a status is, and how wide it is with its count. All in CSS pixels."""


@dataclass(frozen=True)
class Block:
    """Columns that have room beside one another: the pairs from `first` on, in columns of a width."""

    first: int
    columns: int
    width: float


def matrix(report: Report, room: Room, interactive: bool) -> Body:
    """The rows of an answer for as many pairs beside one another as have room, and the rest of the pairs below.

    Rows that have no room are told in number.
    """
    rows = [cast(Comparison, row) for row in typed_rows(report)]
    samples, legend_height = legend_of(named_lines(report, _statuses(rows)), room.width)
    blocks = _blocks(len(rows[0].cells), room.width)
    heads = [_head_height(report, rows[0], block) for block in blocks]
    heights = [[_row_height(report, row, block) for row in rows] for block in blocks]
    shown = _fitting(heights, room.height - legend_height - sum(heads) - STEP * len(blocks))
    body = sum(heads) + sum(sum(of_block[:shown]) for of_block in heights) + STEP * len(blocks)

    def draw(ink: Ink) -> Iterator[str]:
        top = 0.0
        yield '<g class="d">'
        for block, head, of_block in zip(blocks, heads, heights, strict=True):
            yield from _head(report, rows[0], block, top, ink)
            top += head
            for row, height in islice(zip(rows, of_block, strict=True), shown):
                yield from _Row(report, row, block, height, ink, interactive, _most(rows)).svg(top)
                top += height
            top += STEP
        yield "</g>"
        yield from draw_legend(samples, body, ink)

    left_out = len(rows) - shown
    return Body(
        room.width, body + legend_height, draw, notes=[report.words.more.format(count=left_out)] if left_out else [],
        styles=_statuses(rows),
        description="; ".join(_said(report, row, cell) for row in rows for cell in row.cells if cell.cooperations),
    )  # fmt: skip


def _statuses(rows: Sequence[Comparison]) -> frozenset[str]:
    return frozenset(status.value for row in rows for cell in row.cells for status in cell.statuses)


def _most(rows: Sequence[Comparison]) -> int:
    return max(1, *(cell.cooperations for row in rows for cell in row.cells))


def _blocks(pairs: int, width: float) -> list[Block]:
    columns = min(pairs, max(1, int((width - LABEL) // COLUMN)))
    wide = min(WIDEST, (width - LABEL) / columns)
    return [Block(first, min(columns, pairs - first), wide) for first in range(0, pairs, columns)]


def _fitting(heights: Sequence[Sequence[float]], room: float) -> int:
    """How many rows have room, the same in each block; one at least."""
    rows = [sum(of_row) for of_row in zip(*heights, strict=True)]
    return max(1, sum(sum(rows[: index + 1]) <= room for index in range(len(rows))))


def _pair(report: Report, cell: Cell, width: float) -> list[str]:
    return fonts.wrap(" – ".join(map(report.name, cell.pair)), SIZE, width - 2 * PADDING, bold=True)


def _name(report: Report, row: Comparison) -> str:
    return report.name(row.technology) if row.technology else report.words.no_technology


def _head_height(report: Report, row: Comparison, block: Block) -> float:
    return STEP * max(len(_pair(report, cell, block.width)) for cell in _cells(row, block)) + PADDING


def _cells(row: Comparison, block: Block) -> Sequence[Cell]:
    return row.cells[block.first : block.first + block.columns]


def _head(report: Report, row: Comparison, block: Block, top: float, ink: Ink) -> Iterator[str]:
    look = f'class="t" font-size="{SIZE:g}" font-weight="700" fill="{ink.ground.text}"'
    for index, cell in enumerate(_cells(row, block)):
        lines = _pair(report, cell, block.width)
        yield from lines_of_text(lines, LABEL + index * block.width + PADDING, top + SIZE, STEP, look)


def _row_height(report: Report, row: Comparison, block: Block) -> float:
    label = STEP * len(fonts.wrap(_name(report, row), SIZE, LABEL - PADDING))
    return max(label, *(_cell_height(report, cell, block.width) for cell in _cells(row, block))) + 2 * PADDING


def _cell_height(report: Report, cell: Cell, width: float) -> float:
    rows = -(-len(cell.statuses) // _beside(width))
    return STEP * max(1, rows) + SMALL_STEP * len(_unverified(report, cell, width))


def _beside(width: float) -> int:
    """How many statuses stand beside one another in a cell."""
    return max(1, int((width - 2 * PADDING - COUNT) // CHIP))


def _unverified(report: Report, cell: Cell, width: float) -> list[str]:
    if not cell.unverified:
        return []
    words = f"{cell.unverified} {report.words.reliabilities[Reliability.UNVERIFIED]}"
    return fonts.wrap(words, SMALL, width - 2 * PADDING)


def _said(report: Report, row: Comparison, cell: Cell) -> str:
    """`Quantum technology, India – Russia: 8 (expected 7, active 1; 7 unverified) [5]`."""
    statuses = ", ".join(f"{report.words.statuses[status]} {count}" for status, count in cell.statuses.items())
    doubt = f"; {cell.unverified} {report.words.reliabilities[Reliability.UNVERIFIED]}" if cell.unverified else ""
    pair = " – ".join(map(report.name, cell.pair))
    sources = report.cited(report.ties[id] for id in cell.ties)
    return f"{_name(report, row)}, {pair}: {cell.cooperations} ({statuses}{doubt}) {sources}".rstrip()


@dataclass(frozen=True)
class _Row:
    report: Report
    row: Comparison
    block: Block
    height: float
    ink: Ink
    interactive: bool
    most: int

    def svg(self, top: float) -> Iterator[str]:
        name = fonts.wrap(_name(self.report, self.row), SIZE, LABEL - PADDING)
        yield from lines_of_text(name, 0, top + PADDING + SIZE, STEP, self._text("t", SIZE))
        for index, cell in enumerate(_cells(self.row, self.block)):
            yield from self._cell(cell, LABEL + index * self.block.width, top)

    def _text(self, name: str, size: float) -> str:
        colour = self.ink.ground.text if name == "t" else self.ink.ground.muted
        return f'class="{name}" font-size="{size:g}" fill="{colour}"'

    def _cell(self, cell: Cell, left: float, top: float) -> Iterator[str]:
        x, y, muted = left + PADDING, top + PADDING + SIZE, self.ink.ground.muted
        if not cell.cooperations:
            yield from lines_of_text(["–"], x, y, STEP, self._text("m", SIZE))
            return
        yield tie_group("cell", cell.ties, _said(self.report, self.row, cell), self.interactive, cell.pair)
        box = f"M{number(left)} {number(top)}h{number(self.block.width)}v{number(self.height)}H{number(left)}z"
        shade = f'fill-opacity="{0.3 * cell.cooperations / self.most:.2f}" stroke-opacity="0.3"'
        yield f'<path class="l" d="{box}" fill="{muted}" stroke="{muted}" {shade}/>'
        yield from lines_of_text([str(cell.cooperations)], x, y, STEP, f'{self._text("t", SIZE)} font-weight="700"')
        yield from self._statuses(cell, x + COUNT, y)
        rows = -(-len(cell.statuses) // _beside(self.block.width))
        words = _unverified(self.report, cell, self.block.width)
        yield from lines_of_text(words, x, y + STEP * rows - 1, SMALL_STEP, self._text("t", SMALL))
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
