"""How much there is of what, as bars: those that are alike in what tells groups apart have one scale."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import accumulate

from app.domain.figures import Bars
from app.domain.styles import TIE_STYLES, StatusStyle, tie_style
from app.domain.vocabulary import Reliability, Status
from app.report import Report
from app.report.figure import fonts
from app.report.figure.datum import Datum, data_of
from app.report.figure.geometry import Room
from app.report.figure.outline import chevrons, number
from app.report.figure.page import Body, Ink, dash, lines_of_text, tie_group
from app.report.figure.strokes import FILLED
from app.report.stages import is_disputed, is_unverified

WIDEST = 720.0
"""Longer bars are not read better."""
HEAD, HEAD_STEP = 12.0, 16.0
SIZE, STEP = 11.0, 14.0
BAR, BELOW, BELOW_GROUP = 12.0, 9.0, 12.0
"""How high a bar is, and the space below a bar and below a group."""
COLUMN, BETWEEN = 400.0, 28.0
"""How wide a column of groups is at least, where there are several, and the space between two."""
OPEN, LEAST = 22.0, 3.0
"""How wide the sign of an open end is, and the shortest bar. All in CSS pixels."""

_INEXACT = ("nearly", "about", "up to")  # what is over has an open end


@dataclass(frozen=True)
class Bar:
    """What is said of an amount, its ends, and how its end is drawn."""

    said: str
    status: Status
    disputed: bool
    least: int
    most: int | None
    hedged: bool
    ties: Sequence[str]

    @property
    def look(self) -> StatusStyle:
        """The look of its border."""
        return TIE_STYLES[self.style]

    @property
    def style(self) -> str:
        """The name of the look."""
        return tie_style(self.status, self.disputed)

    @property
    def end(self) -> int:
        """Where its border ends."""
        return max(self.least, self.most or 0)


@dataclass(frozen=True)
class Group:
    """Bars with one scale, and what they have in common."""

    head: str
    bars: Sequence[Bar]

    def height(self, width: float) -> float:
        """How high it is in a column of a width, both in CSS pixels."""
        return _head_height(self.head, width) + sum(_bar_height(bar, width) for bar in self.bars) + BELOW_GROUP

    def within(self, width: float, height: float) -> "Group":
        """The same with the first bars alone where not all have room, and one at least."""
        ends = accumulate((_bar_height(bar, width) for bar in self.bars), initial=_head_height(self.head, width))
        fitting = sum(end + BELOW_GROUP <= height for end in ends) - 1
        return self if fitting == len(self.bars) else replace(self, bars=self.bars[: max(1, fitting)])


def bars(report: Report, channels: Bars, room: Room, interactive: bool) -> Body:
    """The amounts of an answer in groups, in columns; those that have no room are told in number."""
    columns = max(1, int((room.width + BETWEEN) // (COLUMN + BETWEEN)))
    width = min((room.width - (columns - 1) * BETWEEN) / columns, WIDEST)
    data = data_of(report)
    whole = _groups(data, channels)
    groups = [group.within(width, room.height) for group in whole]
    places = _places(groups, columns, width, room.height)
    shown = groups[: len(places)]

    def draw(ink: Ink) -> Iterator[str]:
        for group, (column, top) in zip(shown, places, strict=True):
            yield f'<g class="d" transform="translate({number(column * (width + BETWEEN))} {number(top)})">'
            yield from _drawn(group, width, ink, interactive)
            yield "</g>"

    said = "; ".join(_joined(": ", group.head, bar.said) for group in whole for bar in group.bars)
    left_out = len(data) - sum(len(group.bars) for group in shown)
    return Body(
        room.width, max((top + group.height(width) for group, (_, top) in zip(shown, places, strict=True)), default=0),
        draw, _lead(report, data, channels), [report.words.more.format(count=left_out)] if left_out else [],
        frozenset(bar.style for group in shown for bar in group.bars), description=said,
    )  # fmt: skip


def _places(groups: Sequence[Group], columns: int, width: float, tallest: float) -> list[tuple[int, float]]:
    """The column and top of each group that has room, in columns that are about equally high."""
    height = sum(group.height(width) for group in groups) / columns
    places, column, top = list[tuple[int, float]](), 0, 0.0
    for group in groups:
        if top and column < columns - 1 and top + group.height(width) > min(tallest, height * 1.1):
            column, top = column + 1, 0.0
        if top + group.height(width) > tallest:
            break
        places.append((column, top))
        top += group.height(width)
    return places


def _lead(report: Report, data: Sequence[Datum], channels: Bars) -> list[str]:
    """What is counted, and that groups differ in scale; of money, whose unit groups have in common, what is added."""
    is_money = any(datum.unit(channels.x) in channels.facet for datum in data)
    counted = [] if is_money else [datum.heading(channels.x) for datum in data[:1]]
    scale = _joined(" ", report.words.own_scale if channels.facet else "", report.words.apart if is_money else "")
    return [text for text in (*counted, scale) if text]


def _groups(data: Sequence[Datum], channels: Bars) -> list[Group]:
    """The groups in the order of the answer."""
    found: defaultdict[str, list[Bar]] = defaultdict(list)
    for datum in data:
        found[_head(datum, channels)].append(_bar_of(datum, channels))
    return [Group(head, bars) for head, bars in found.items()]


def _head(datum: Datum, channels: Bars) -> str:
    """What the bars of a group have in common, such as `USD · grant · 5 years`."""
    return _joined(" · ", *(datum.labelled(field) for field in channels.facet))


def _bar_of(datum: Datum, channels: Bars) -> Bar:
    report, least, status = datum.report, datum.value(channels.x), datum.value(channels.status)
    doubt = report.words.reliabilities[Reliability.UNVERIFIED] if is_unverified(datum.ties) else ""
    age = report.as_of(min(tie.reported for tie in datum.ties)) if datum.ties else ""
    name = _joined(", ", datum.text(channels.y) if channels.y else "", report.state(status, datum.ties))
    said = _joined(", ", datum.text(channels.x), doubt, age)
    several = channels.count and datum.value(channels.count) > 1
    count = f" · {datum.labelled(channels.count)}" if channels.count and several else ""
    return Bar(
        f"{name}: {said}{count} {datum.sources}".rstrip(), status, is_disputed(datum.ties),
        least, datum.value(channels.x2) if channels.x2 else least,
        any(hedge in _INEXACT for hedge in datum.value(channels.hedges) or ()), [tie.id for tie in datum.ties],
    )  # fmt: skip


def _joined(between: str, *parts: str) -> str:
    """Texts with something between them; none that is empty."""
    return between.join(part for part in parts if part)


def _head_lines(head: str, width: float) -> list[str]:
    return fonts.wrap(head, HEAD, width, bold=True) if head else []


def _head_height(head: str, width: float) -> float:
    return HEAD_STEP * len(_head_lines(head, width)) + 4


def _bar_height(bar: Bar, width: float) -> float:
    return STEP * len(fonts.wrap(bar.said, SIZE, width)) + 3 + BAR + BELOW


def _drawn(group: Group, width: float, ink: Ink, interactive: bool) -> Iterator[str]:
    look = f'class="t" font-size="{HEAD:g}" font-weight="700" fill="{ink.ground.text}"'
    yield from lines_of_text(_head_lines(group.head, width), 0, HEAD, HEAD_STEP, look)
    top, scale = _head_height(group.head, width), (width - OPEN) / max(1, *(bar.end for bar in group.bars))
    for bar in group.bars:
        yield from _bar(bar, top, scale, width, ink, interactive)
        top += _bar_height(bar, width)


def _bar(bar: Bar, top: float, scale: float, width: float, ink: Ink, interactive: bool) -> Iterator[str]:
    lines = fonts.wrap(bar.said, SIZE, width)
    y = top + STEP * len(lines) + 3
    yield tie_group(f"s-{bar.style}", bar.ties, bar.said, interactive)
    yield from lines_of_text(lines, 0, top + SIZE, STEP, f'class="t" font-size="{SIZE:g}" fill="{ink.ground.text}"')
    colour, least, end = ink.colour(bar.look), max(LEAST, bar.least * scale), max(LEAST, bar.end * scale)
    if full := FILLED[bar.status]:
        yield f'<path class="h" d="{_outline(least, y, bar.hedged)}" fill="{colour}" fill-opacity="{full:g}"/>'
    border = f'fill="none" stroke="{colour}" stroke-width="{bar.look.width:g}"{dash(bar.look)}'
    yield f'<path class="l" d="{_outline(end, y, bar.hedged)}" {border}/>'
    if bar.most is None:
        yield f'<path class="l" d="{chevrons(end + 6, y, BAR)}" fill="none" stroke="{colour}" stroke-width="1.6"/>'
    yield "</g>"


def _outline(end: float, top: float, hedged: bool) -> str:
    """A bar from 0 on; the end of one that is not exact is ragged."""
    if not hedged or end < BAR:
        return f"M0 {number(top)}H{number(end)}v{number(BAR)}H0z"
    tooth = BAR / 4
    ragged = "".join(f"l{sign}{number(tooth)} {number(tooth)}" for sign in ("-", "", "-", ""))
    return f"M0 {number(top)}H{number(end)}{ragged}H0z"
