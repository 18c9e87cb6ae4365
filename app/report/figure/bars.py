"""Sums of money as bars: a group for each currency, kind and time, with one scale, and a bar for each status.

What a bar stands for is read off a row by the names of its fields: those of a sum of `funding`.
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from app.domain.records import Tie
from app.domain.styles import TIE_STYLES, StatusStyle, tie_style
from app.domain.vocabulary import Status
from app.report import Report
from app.report.amounts import period_text, sum_of
from app.report.figure import fonts
from app.report.figure.geometry import Room
from app.report.figure.outline import chevrons, number
from app.report.figure.page import Body, Ink, dash, lines_of_text, tie_group
from app.report.figure.strokes import FILLED
from app.report.headings import heading
from app.report.tables import typed_rows
from app.report.terms import word

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
    """A sum: what is said of it, its ends, and how its end is drawn."""

    said: str
    status: Status
    disputed: bool
    least: int
    most: int | None
    hedged: bool
    ties: Sequence[Tie]

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
    """Sums of one currency, kind and time."""

    head: str
    bars: Sequence[Bar]

    def height(self, width: float) -> float:
        """How high it is in a column of a width, both in CSS pixels."""
        return _head_height(self.head, width) + sum(_bar_height(bar, width) for bar in self.bars) + BELOW_GROUP


def bars(report: Report, room: Room, interactive: bool) -> Body:
    """The sums of an answer in groups, in columns; those that have no room are told in number."""
    columns = max(1, int((room.width + BETWEEN) // (COLUMN + BETWEEN)))
    width = min((room.width - (columns - 1) * BETWEEN) / columns, WIDEST)
    groups = _groups(report)
    places = _places(groups, columns, width, room.height)
    shown = groups[: len(places)]

    def draw(ink: Ink) -> Iterator[str]:
        for group, (column, top) in zip(shown, places, strict=True):
            yield f'<g class="d" transform="translate({number(column * (width + BETWEEN))} {number(top)})">'
            yield from _drawn(group, width, ink, interactive)
            yield "</g>"

    said = "; ".join(f"{group.head}: {bar.said}" for group in groups for bar in group.bars)
    left_out = sum(len(group.bars) for group in groups[len(places) :])
    return Body(
        room.width, max((top + group.height(width) for group, (_, top) in zip(shown, places, strict=True)), default=0),
        draw, [report.words.own_scale], [report.words.more.format(count=left_out)] if left_out else [],
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


def _groups(report: Report) -> list[Group]:
    """The groups in the order of the answer."""
    found: defaultdict[str, list[Bar]] = defaultdict(list)
    for line in map(dict, typed_rows(report)):
        found[_group(report, line)].append(_bar_of(report, line))
    return [Group(head, bars) for head, bars in found.items()]


def _group(report: Report, line: Mapping[str, Any]) -> str:
    """What its bars have in common, such as `USD · grant · 5 years`."""
    lang = report.options.lang
    kind = word(line["kind"], lang) if line["kind"] else report.words.no_kind
    period = period_text(line["period"], lang) if line["period"] else ""
    per = f"{heading('per', lang)}: {line['per'].replace('-', ' ')}" if line["per"] else ""
    return " · ".join(part for part in (line["currency"], kind, period, per) if part)


def _bar_of(report: Report, line: Mapping[str, Any]) -> Bar:
    ties = [report.ties[id] for id in line["ties"]]
    lang, unverified = report.options.lang, line["unverified"] == len(ties)
    doubt = word(line["reliability"], lang) if unverified else ""
    said = ", ".join(part for part in (sum_of(report, line), doubt, report.as_of(line["reported"])) if part)
    several = f" · {heading('amounts', lang)}: {line['amounts']}" if line["amounts"] > 1 else ""
    return Bar(
        f"{report.state(line['status'], ties)}: {said}{several} {report.cited(ties)}".rstrip(), line["status"],
        any(tie.disputed for tie in ties), line["least"], line["most"],
        any(hedge in _INEXACT for hedge in line["hedges"]), ties,
    )  # fmt: skip


def _head_height(head: str, width: float) -> float:
    return HEAD_STEP * len(fonts.wrap(head, HEAD, width, bold=True)) + 4


def _bar_height(bar: Bar, width: float) -> float:
    return STEP * len(fonts.wrap(bar.said, SIZE, width)) + 3 + BAR + BELOW


def _drawn(group: Group, width: float, ink: Ink, interactive: bool) -> Iterator[str]:
    look = f'class="t" font-size="{HEAD:g}" font-weight="700" fill="{ink.ground.text}"'
    yield from lines_of_text(fonts.wrap(group.head, HEAD, width, bold=True), 0, HEAD, HEAD_STEP, look)
    top, scale = _head_height(group.head, width), (width - OPEN) / max(1, *(bar.end for bar in group.bars))
    for bar in group.bars:
        yield from _bar(bar, top, scale, width, ink, interactive)
        top += _bar_height(bar, width)


def _bar(bar: Bar, top: float, scale: float, width: float, ink: Ink, interactive: bool) -> Iterator[str]:
    lines = fonts.wrap(bar.said, SIZE, width)
    y = top + STEP * len(lines) + 3
    yield tie_group(f"s-{bar.style}", (tie.id for tie in bar.ties), bar.said, interactive)
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
