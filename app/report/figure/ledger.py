"""Ties as lists, where a network of them could not be read: below each entity its ties, the best connected first.

Each tie stands once, as a line of the same look as in a network, to the box of the other entity.
"""

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import accumulate

from app.report import Report
from app.report.figure.geometry import Curve, Point, Rectangle, Room
from app.report.figure.layout import PADDING, Box, Drawing, Label, Line, box
from app.report.figure.outline import ARROW_LENGTH
from app.report.figure.selection import Bundle, Selection
from app.report.figure.wording import Wanted, cites, relations, standing, wrapped

INDENT = 12.0
LINE = 40.0
"""How long the line to a box is."""
GAP, STEP, BELOW = 12.0, 7.0, 12.0
"""Between two ties, two rows of them, and two entities with theirs."""
HEAD, NAME = 190.0, 116.0
"""How wide the lines of a name are at most: of the entity above its ties, and of those that they lead to."""
STANDING = 92.0
"""How wide the lines are at most that say how far along a tie is."""
COLUMN, BETWEEN = 310.0, 24.0
"""How wide a column is at least, where there are several, and the space between two. All in CSS pixels."""


@dataclass(frozen=True)
class Block:
    """Boxes, lines and words on an area from 0, 0 on."""

    width: float
    height: float
    boxes: Sequence[Box] = ()
    lines: Sequence[Line] = ()
    words: Sequence[Label] = ()

    def shifted(self, dx: float, dy: float) -> "Block":
        """The same, that far away."""
        return Block(
            self.width + dx, self.height + dy,
            [box.shifted(dx, dy) for box in self.boxes], [line.shifted(dx, dy) for line in self.lines],
            [words.shifted(dx, dy) for words in self.words],
        )  # fmt: skip


def _together(blocks: Sequence[Block]) -> Block:
    """Several as one."""
    return Block(
        max(block.width for block in blocks), max(block.height for block in blocks),
        [box for block in blocks for box in block.boxes], [line for block in blocks for line in block.lines],
        [words for block in blocks for words in block.words],
    )  # fmt: skip


@dataclass(frozen=True)
class Row:
    """Ties beside one another, and the words that stand above the first row of them."""

    words: Block
    ties: Block
    is_first: bool


@dataclass(frozen=True)
class Group:
    """An entity, and its ties in rows."""

    head: Block
    rows: Sequence[Row]

    @property
    def height(self) -> float:
        """How high it is in one column."""
        words = sum(row.words.height for row in self.rows if row.is_first)
        return self.head.height + words + sum(row.ties.height for row in self.rows) + BELOW


def ledger(report: Report, selection: Selection, room: Room) -> Drawing:
    """The ties in columns; those of the least connected are left out where they have no room."""
    columns = max(1, int((room.width + BETWEEN) // (COLUMN + BETWEEN)))
    width = (room.width - (columns - 1) * BETWEEN) / columns
    groups = [_group(report, head, bundles, width) for head, bundles in _by_entity(selection)]
    all = _together(_in_columns(groups, columns, width + BETWEEN, room.height))
    return Drawing(all.boxes, all.lines, room.width, all.height, all.words, listed=True)


def _by_entity(selection: Selection) -> Iterator[tuple[str, Sequence[Bundle]]]:
    """Each tie once, with that of its entities that has the most of those that are left."""
    left = list(selection.bundles)
    while left:
        head = _best_connected(left)
        own = [bundle for bundle in left if head in (bundle.subject, bundle.object)]
        left = [bundle for bundle in left if head not in (bundle.subject, bundle.object)]
        yield head, own


def _best_connected(bundles: Sequence[Bundle]) -> str:
    ends = Counter(end for bundle in bundles for end in (bundle.subject, bundle.object))
    return max(ends, key=ends.__getitem__)


def _group(report: Report, head: str, bundles: Sequence[Bundle], width: float) -> Group:
    alike: defaultdict[tuple[str, bool, bool], list[Bundle]] = defaultdict(list)
    for bundle in sorted(bundles, key=lambda bundle: (bundle.disputed, -bundle.status.strength)):
        alike[relations(report, bundle), bundle.mutual, bundle.object == head].append(bundle)
    top = box(report.entities[head], HEAD)
    size = top.place
    rows = [row for (said, *_), those in alike.items() for row in _rows(report, head, said, those, width)]
    return Group(Block(size.width, size.height + STEP, [top.shifted(size.width / 2, size.height / 2)]), rows)


def _rows(report: Report, head: str, said: str, bundles: Sequence[Bundle], width: float) -> Iterator[Row]:
    """Ties of which the same is said, in as many rows as they need."""
    words = _words(wrapped(said, width - INDENT))
    entries = [_entry(report, head, bundle, width - INDENT) for bundle in bundles]
    for index, row in enumerate(_broken(entries, width - INDENT)):
        ties = _beside(row).shifted(INDENT, 0)
        yield Row(words, replace(ties, height=ties.height + STEP), index == 0)


def _words(words: Wanted) -> Block:
    label = Label(words.lines, Rectangle(INDENT + words.width / 2, words.height / 2, words.width, words.height))
    return Block(INDENT + words.width, words.height + 2, words=[label])


def _entry(report: Report, head: str, bundle: Bundle, width: float) -> Block:
    """The line of a tie, the box that it leads to, how far along it is, and its sources."""
    entity = report.entities[bundle.subject if bundle.object == head else bundle.object]
    words = wrapped(f"{standing(report, bundle)} {cites(report, bundle)}".strip(), STANDING)
    chip = box(entity, min(NAME, width - LINE - STANDING - 3 * PADDING.x - 6), most=3)
    height, end = max(chip.place.height, words.height), LINE + chip.place.width + 6 + words.width
    label = Label(words.lines, Rectangle(end - words.width / 2, height / 2, words.width, words.height))
    line = Line(bundle, _curve(bundle, head, height / 2), label)
    return Block(end, height, [chip.shifted(LINE + chip.place.width / 2, height / 2)], [line])


def _curve(bundle: Bundle, head: str, y: float) -> Curve:
    """A straight line between the entity above and a box, in the direction of the tie."""
    near, far = Point(0, y), Point(LINE, y)
    start, end = (far, near) if bundle.object == head else (near, far)
    if bundle.mutual:
        return Curve.straight(start, end, None)
    back = ARROW_LENGTH if end.x < start.x else -ARROW_LENGTH
    return Curve.straight(start, end.shifted(back, 0), end)


def _broken(entries: Sequence[Block], width: float) -> list[list[Block]]:
    """Entries in rows no wider than so many pixels, if one alone is not."""
    rows: list[list[Block]] = [[]]
    for entry in entries:
        if rows[-1] and sum(one.width + GAP for one in rows[-1]) + entry.width > width:
            rows.append([])
        rows[-1].append(entry)
    return rows


def _beside(entries: Sequence[Block]) -> Block:
    """Entries beside one another, with their middles at one height."""
    lefts = accumulate((entry.width + GAP for entry in entries), initial=0)
    highest = max(entry.height for entry in entries)
    placed = zip(entries, lefts, strict=False)
    return _together([entry.shifted(left, (highest - entry.height) / 2) for entry, left in placed])


def _in_columns(groups: Sequence[Group], columns: int, step: float, tallest: float) -> Sequence[Block]:
    """As much as has room in columns that are `step` pixels apart and, if that is enough, equally high."""
    height = sum(group.height for group in groups) / columns
    rows = sum(len(group.rows) for group in groups)
    while True:
        placed, shown = _flowing(groups, columns, step, min(height, tallest))
        if shown == rows or height >= tallest:
            return placed
        height *= 1.03


def _flowing(groups: Sequence[Group], columns: int, step: float, height: float) -> tuple[list[Block], int]:
    """Groups from column to column, and how many rows had room; what goes on in a column says again what it is."""
    placed, shown, column, y = list[Block](), 0, 0, 0.0
    for group in groups:
        for index, row in enumerate(group.rows):
            blocks = [*([group.head] if index == 0 else []), *([row.words] if row.is_first else []), row.ties]
            if y and y + sum(block.height for block in blocks) > height:
                column, y, blocks = column + 1, 0.0, [group.head, row.words, row.ties]
            if column == columns:
                return placed, shown
            for block in blocks:
                placed.append(block.shifted(column * step, y))
                y += block.height
            shown += 1
        y += BELOW
    return placed, shown
