"""Ties by the year in which they begin: a bar for each year, with a part for each status, from firm to expected."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from app.domain.records import Tie
from app.domain.styles import TIE_STYLES, tie_style
from app.domain.vocabulary import Status
from app.report import Report
from app.report.figure import fonts
from app.report.figure.geometry import Room
from app.report.figure.moments import Moment, time_of
from app.report.figure.outline import number
from app.report.figure.page import Body, Ink, dash, lines_of_text, tie_group
from app.report.figure.strokes import FILLED

SIZE, STEP = 11.0, 14.0
LABEL, TOTAL, WIDEST = 72.0, 34.0, 720.0
"""How wide the numbers of years and of all ties of a year are, and a bar at most."""
BAR, BELOW = 14.0, 8.0
"""How high a bar is, and the space below what is said of it."""
GAP, LEAST, DASHED = 2.0, 3.0, 8.0
"""The space between two parts of a bar, and how wide a part is at least, and one with dashes. All in CSS pixels."""
DISPUTED = 0.22
"""How full the part is of what is disputed, whatever its status."""


@dataclass(frozen=True)
class Part:
    """The ties of a year that look alike."""

    style: str
    status: Status
    ties: Sequence[Tie]


@dataclass(frozen=True)
class Years:
    """A year with its ties in parts, or years of which none has any."""

    label: str
    parts: Sequence[Part]

    @property
    def count(self) -> int:
        """How many ties begin."""
        return sum(len(part.ties) for part in self.parts)


def years(report: Report, room: Room, interactive: bool) -> Body:
    """The ties of an answer by year, the latest years where not all have room; what is left out is told in number."""
    begun = _by_year(report.subgraph.ties)
    rows, width = _rows(begun), min(room.width - LABEL - TOTAL, WIDEST)
    first = len(rows) - _fitting(report, rows, width, room.height)
    left_out, shown = sum(row.count for row in rows[:first]), rows[first:]

    def draw(ink: Ink) -> Iterator[str]:
        top, scale = 0.0, _scale(shown, width)
        yield '<g class="d">'
        for row in shown:
            yield from _drawn(report, row, top, scale, width, ink, interactive)
            top += _height(report, row, width)
        yield "</g>"

    return Body(
        room.width, sum(_height(report, row, width) for row in shown), draw, [report.words.by_year],
        list(_notes(report, begun, left_out)), frozenset(part.style for row in shown for part in row.parts),
        description="; ".join(f"{row.label}: {row.count} ({_said(report, row.parts)})" for row in rows if row.parts),
    )  # fmt: skip


def _scale(rows: Sequence[Years], width: float) -> float:
    """How wide one tie is, so that the longest bar has room with the gaps in it and its narrowest parts."""
    parts = max((len(row.parts) for row in rows), default=0)
    return (width - (LEAST + GAP) * parts) / max((row.count for row in rows), default=1)


def _notes(report: Report, begun: Mapping[int, Sequence[Tie]], left_out: int) -> Iterator[str]:
    dated = [tie for ties in begun.values() for tie in ties]
    if left_out:
        yield report.words.more.format(count=left_out)
    if unstated := len(report.subgraph.ties) - len(dated):
        yield report.words.no_year.format(count=unstated)
    if hedged := sum(begin.signs != "" for tie in dated if (begin := _beginning(tie))):
        yield report.words.hedged_years.format(count=hedged)


def _by_year(ties: Sequence[Tie]) -> Mapping[int, Sequence[Tie]]:
    """The ties of each year in which any begins; those that begin in no one year are left out."""
    found: defaultdict[int, list[Tie]] = defaultdict(list)
    for tie in ties:
        begin = _beginning(tie)
        if begin and (year := begin.year):
            found[year].append(tie)
    return found


def _beginning(tie: Tie) -> Moment | None:
    return time_of(tie.start, None, lasts=False).begin if tie.start else None


def _rows(begun: Mapping[int, Sequence[Tie]]) -> list[Years]:
    """The years from the first to the last; those without a tie that follow one another stand together."""
    rows, before = list[Years](), min(begun, default=0)
    for year in sorted(begun):
        empty = range(before + 1, year)
        if empty:
            rows.append(Years(f"{empty[0]}–{empty[-1]}" if len(empty) > 1 else str(empty[0]), ()))
        rows.append(Years(str(year), _parts(begun[year])))
        before = year
    return rows


def _parts(ties: Sequence[Tie]) -> Sequence[Part]:
    """Ties by status, from firm to expected, then what rests or is over, and last what is disputed."""
    found: defaultdict[tuple[bool, int, Status], list[Tie]] = defaultdict(list)
    for tie in ties:
        status = Status.ACTIVE if tie.disputed else tie.status
        found[tie.disputed, -status.strength, status].append(tie)
    return [Part(tie_style(status, disputed), status, found[disputed, rank, status])
            for disputed, rank, status in sorted(found)]  # fmt: skip


def _said(report: Report, parts: Sequence[Part]) -> str:
    """How many ties have which status, and their sources: `active 12, planned 3 [1–4]`."""
    words, ties = report.words, [tie for part in parts for tie in part.ties]
    counts = ", ".join(
        f"{words.disputed if part.style == 'disputed' else words.statuses[part.status]}\u00a0{len(part.ties)}"
        for part in parts
    )
    return f"{counts} {report.cited(ties)}".rstrip()


def _fitting(report: Report, rows: Sequence[Years], width: float, room: float) -> int:
    """How many of the latest years have room, one at least."""
    heights = [_height(report, row, width) for row in reversed(rows)]
    return max(min(1, len(rows)), sum(sum(heights[: index + 1]) <= room for index in range(len(rows))))


def _height(report: Report, row: Years, width: float) -> float:
    return BAR + STEP * len(_words(report, row, width)) + BELOW


def _words(report: Report, row: Years, width: float) -> Sequence[str]:
    return fonts.wrap(_said(report, row.parts), SIZE, width) if row.parts else []


def _drawn(
    report: Report, row: Years, top: float, scale: float, width: float, ink: Ink, interactive: bool
) -> Iterator[str]:
    text, muted = f'class="t" fill="{ink.ground.text}"', f'class="m" fill="{ink.ground.muted}"'
    bold = f'{text if row.parts else muted} font-size="{SIZE:g}" font-weight="700"'
    yield from lines_of_text([row.label], 0, top + SIZE, STEP, bold)
    x = LABEL
    for part in row.parts:
        wide, label = max(LEAST, len(part.ties) * scale), f"{row.label}: {_said(report, [part])}"
        yield tie_group(f"s-{part.style}", (tie.id for tie in part.ties), label, interactive)
        yield from _bar(part, x, top, wide, ink)
        yield "</g>"
        x += wide + GAP
    yield from lines_of_text([str(row.count) if row.parts else "–"], x + 4, top + SIZE, STEP, bold)
    small = f'{muted} font-size="{SIZE:g}"'
    yield from lines_of_text(_words(report, row, width), LABEL, top + BAR + SIZE + 1, STEP, small)


def _bar(part: Part, left: float, top: float, width: float, ink: Ink) -> Iterator[str]:
    """A part of a bar: as full as its status is firm, with the border of its line."""
    look, full = TIE_STYLES[part.style], DISPUTED if part.style == "disputed" else FILLED[part.status]
    colour, half = ink.colour(look), min(look.width, width / 2) / 2
    start, down = f"M{number(left + half)} {number(top + half)}", number(BAR - 2 * half)
    inner = f"{start}h{number(width - 2 * half)}v{down}H{number(left + half)}z"
    yield f'<path class="h" d="{inner}" fill="{colour}" fill-opacity="{full:g}"/>'
    dashes = dash(look) if width >= DASHED else ""
    yield f'<path class="l" d="{inner}" fill="none" stroke="{colour}" stroke-width="{2 * half:g}"{dashes}/>'
