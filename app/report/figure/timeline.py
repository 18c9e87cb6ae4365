"""What happened when: a lane for each span from when it began to when it ended, and for each step, along one axis.

A round mark is a day. Where a source says no day, the mark is drawn out over all days that it can mean.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from app.domain.figures import TimeAxis
from app.domain.styles import TIE_STYLES
from app.report import Report
from app.report.figure import fonts
from app.report.figure.axis import BREAK, Axis, axis
from app.report.figure.axis import SIZE as TICK
from app.report.figure.geometry import Point, Rectangle, Room, Spot
from app.report.figure.lanes import Lane, lanes_of
from app.report.figure.legend import Named, Sample, doubtful_lines, legend_of, named_lines
from app.report.figure.moments import Moment
from app.report.figure.outline import chevrons, number, pill
from app.report.figure.page import Body, Ink, dash, lines_of_text, tie_group
from app.report.figure.selection import LineLook
from app.report.figure.strokes import FILLED, draw_legend, mark_on, opacity, stroke

SIZE, STEP = 11.0, 14.0
BELOW, ABOVE_HEAD, BELOW_HEAD, ABOVE_LEGEND = 5.0, 5.0, 2.0, 10.0
"""The space below a lane, above and below a date, and above the legend."""
TOP = 20.0
"""How high the axis is with its labels."""
WORDS, WIDEST, BETWEEN = 0.46, 480.0, 10.0
"""The part of the width that words take, how wide they are at most, and the space between them and the axis."""
BEFORE, AFTER = 20.0, 20.0
"""How much room lanes have beside the axis, for what goes on beyond it and for signs of doubt."""
MARK, END, INNER = 11.0, 7.0, 6.0
"""How high a mark is, that of an end after a beginning, and what a status has as its sign in a mark."""
DRAWN_OUT = 6.0
"""How much longer than high a mark is at least where no day is known: along many years too it is no day."""
BASELINE = 4.0
"""How far the marks are above the baseline of the first line of words."""
BORDER = 1.8
"""How broad the border of a mark is at most."""
STUB = 24.0
"""How long the line is before a change, and after it. All in CSS pixels."""


@dataclass(frozen=True)
class Placed:
    """A lane with its words in lines, so many CSS pixels down, and above it its date, if it is the first of that."""

    lane: Lane
    head: Sequence[str]
    lines: Sequence[str]
    top: float

    @property
    def words(self) -> float:
        """How far down its words begin."""
        return self.top + (STEP * len(self.head) + BELOW_HEAD if self.head else 0)

    @property
    def bottom(self) -> float:
        """How far down it reaches."""
        return self.words + STEP * len(self.lines) + BELOW


def timeline(report: Report, channels: TimeAxis, room: Room, interactive: bool) -> Body:
    """The spans and steps of an answer by date; those that have no room, and those of no date, are told in number."""
    lanes, undated = lanes_of(report, channels)
    width = min(WIDEST, WORDS * room.width, max((_words(lane) for lane in lanes), default=0))
    placed = list(_fitting(lanes, width, room.height - ABOVE_LEGEND - _legend(report, lanes, room.width)[1]))
    shown, left = [one.lane for one in placed], width + BETWEEN + BEFORE
    along = axis([day for lane in shown for day in lane.time.days], room.width - left - AFTER) if shown else None
    samples, legend_height = _legend(report, shown, room.width)
    bottom = placed[-1].bottom if placed else 0.0

    def draw(ink: Ink) -> Iterator[str]:
        if along:
            yield '<g class="d">'
            yield from _axis(report, along, left, bottom, ink)
            for one in placed:
                yield from _lane(one, along, left, ink, interactive)
            yield "</g>"
            yield from draw_legend(samples, bottom + ABOVE_LEGEND, ink)

    skipped = [report.words.skipped] if along and along.breaks else []
    return Body(
        room.width, bottom + ABOVE_LEGEND + legend_height, draw,
        notes=[*_left_out(report, lanes[len(shown) :], undated), *skipped],
        styles=frozenset(lane.style for lane in shown),
        description="; ".join(f"{lane.date}: {lane.said}" for lane in lanes),
    )  # fmt: skip


def _left_out(report: Report, lanes: Sequence[Lane], undated: int) -> Iterator[str]:
    """How many rows have no room, and how many have no date."""
    if lanes:
        yield report.words.more.format(count=sum(lane.rows for lane in lanes))
    if undated:
        yield report.words.undated.format(count=undated)


def _fitting(lanes: Sequence[Lane], width: float, room: float) -> Iterator[Placed]:
    """The lanes that have room, one at least, with words in lines no wider than `width` CSS pixels."""
    top, date = TOP, ""
    for lane in lanes:
        head = fonts.wrap(lane.date, SIZE, width, bold=True) if lane.date != date else []
        top += ABOVE_HEAD if head and date else 0
        placed = Placed(lane, head, fonts.wrap(lane.said, SIZE, width), top)
        if date and placed.bottom > room:
            return
        yield placed
        top, date = placed.bottom, lane.date


def _words(lane: Lane) -> float:
    """How wide its words are in one line."""
    return max(fonts.width(lane.said, SIZE), fonts.width(lane.date, SIZE, bold=True)) + 1


def _legend(report: Report, lanes: Sequence[Lane], width: float) -> tuple[list[Sample], float]:
    return legend_of(_samples(report, lanes), width)


def _samples(report: Report, lanes: Sequence[Lane]) -> Iterator[Named]:
    """What the lines, marks and signs of some lanes mean."""
    words, moments = report.words, [moment for lane in lanes for moment in lane.time.moments]
    yield from named_lines(report, {style for lane in lanes for style in (lane.style, lane.before) if style})
    yield from doubtful_lines(report, [lane.look for lane in lanes])
    if not all(moment.is_a_day for moment in moments):
        yield None, "", words.some_day
    if any(lane.time.is_open for lane in lanes):
        yield None, "", words.open_side
    for sign, doubt in (("?", words.perhaps), ("~", words.about)):
        if any(sign in moment.signs for moment in moments):
            yield None, "", f"{sign}: {doubt.format(date='').strip(' ,')}"


def _axis(report: Report, along: Axis, left: float, bottom: float, ink: Ink) -> Iterator[str]:
    """The years or months at the top, with lines down to the lanes, and signs where years are left out."""
    muted = f'class="m" fill="{ink.ground.muted}"'
    yield f'<g transform="translate({number(left)} 0)" aria-hidden="true">'
    for tick in along.ticks(report.options.lang, beyond=AFTER):
        yield f'<path {muted} fill-opacity="0.3" d="M{number(tick.x)} 2h.7V{number(bottom)}h-.7z"/>'
        yield from lines_of_text([tick.label], tick.text_x, TICK, STEP, f'{muted} font-size="{TICK:g}"')
    for x in along.breaks:
        yield f'<path {muted} fill-opacity="0.12" d="M{number(x)} {TOP:g}h{BREAK:g}V{number(bottom)}h-{BREAK:g}z"/>'
        slashes = "".join(f"M{number(x + BREAK / 2 + 4 * step)} 12h1.2l-3 7h-1.2z" for step in range(2))
        yield f'<path {muted} d="{slashes}"/>'
    yield "</g>"


def _lane(placed: Placed, along: Axis, left: float, ink: Ink, interactive: bool) -> Iterator[str]:
    lane, look = placed.lane, f'class="t" font-size="{SIZE:g}" fill="{ink.ground.text}"'
    yield from lines_of_text(placed.head, 0, placed.top + SIZE, STEP, f'{look} font-weight="700"')
    # from the beginning of the axis, at the height of the marks
    yield f'<g transform="translate({number(left)} {number(placed.words + SIZE - BASELINE)})">'
    yield tie_group(f"s-{lane.style}", lane.ties, f"{lane.date}: {lane.said}", interactive)
    track = f"M{-BEFORE:g} 0H{number(along.width + AFTER)}v.6H{-BEFORE:g}z"
    yield f'<path class="m" fill="{ink.ground.muted}" fill-opacity="0.3" d="{track}"/>'
    if interactive:  # a pointer finds it between its words and its marks too
        across, down = number(left + along.width + AFTER), number(placed.bottom - placed.words)
        area = f"M{number(-left)} {number(BASELINE - SIZE)}h{across}v{down}h-{across}z"
        yield f'<path d="{area}" fill="none" pointer-events="all"/>'
    yield from lines_of_text(placed.lines, -left, BASELINE, STEP, look)
    yield f"<g{opacity(lane.look)}>"
    yield from _Marks(lane, along, ink).svg()
    yield "</g></g></g>"


@dataclass(frozen=True)
class _Marks:
    """What stands on a lane, at a height of 0."""

    lane: Lane
    along: Axis
    ink: Ink

    def svg(self) -> Iterator[str]:
        marks = self._marks()
        yield from self._lines(marks)
        for mark in marks:
            yield from self._mark(mark)
        yield from mark_on(self.ink, self.lane.look, Spot(Point(marks[0].x, 0), Point(1, 0)), INNER)
        yield from self._signs(marks)

    def _marks(self) -> Sequence[Rectangle]:
        """The places of the beginning and the end; one where they would overlap."""
        time = self.lane.time
        begin = time.begin and self._place(time.begin, MARK)
        end = time.end and self._place(time.end, END if begin else MARK)
        if begin and end and end.left < begin.right + 1:
            right = max(begin.right, end.right)
            return [Rectangle((begin.left + right) / 2, 0, right - begin.left, MARK)]
        return [place for place in (begin, end) if place]

    def _place(self, moment: Moment, height: float) -> Rectangle:
        left, right = self.along.at(moment.first), self.along.at(moment.last + 1)
        least = height if moment.is_a_day else height + DRAWN_OUT
        return Rectangle((left + right) / 2, 0, max(least, right - left), height)

    def _lines(self, marks: Sequence[Rectangle]) -> Iterator[str]:
        first, last, time = marks[0], marks[-1], self.lane.time
        yield '<g fill="none">'
        if len(marks) > 1:
            yield from self._line(first.right, last.left)
        elif time.is_open and time.begin:
            end = max(first.right, self.along.width)
            yield from self._line(first.right, end)
            yield self._chevrons(end + 3, forward=True)
        elif time.is_open:
            start = min(last.left, 0)
            yield from self._line(start, last.left)
            yield self._chevrons(start - 13, forward=False)
        if self.lane.before is not None:
            yield from self._line(first.right, min(first.right + STUB, self.along.width + AFTER))
        yield "</g>"
        if self.lane.before:
            yield f'<g class="s-{self.lane.before}" fill="none">'
            path = f"M{number(max(first.left - STUB, -BEFORE))} 0H{number(first.left)}"
            yield from stroke(self.ink, LineLook(TIE_STYLES[self.lane.before]), path)
            yield "</g>"

    def _line(self, left: float, right: float) -> Iterator[str]:
        return stroke(self.ink, self.lane.look, f"M{number(left)} 0H{number(right)}")

    def _chevrons(self, left: float, forward: bool) -> str:
        colour = self.ink.colour(self.lane.look.style)
        return f'<path class="l" d="{chevrons(left, -4, 8, forward)}" stroke="{colour}" stroke-width="1.6"/>'

    def _mark(self, place: Rectangle) -> Iterator[str]:
        """A round mark, or a long one, with the border of its line: as full as its status is firm, but for what is
        unverified or has a sign."""
        look, shape = self.lane.look, pill(place)
        style, full = look.style, 0 if look.hollow or look.style.mark else FILLED[self.lane.status]
        colour = self.ink.colour(style)
        border = f'stroke="{colour}" stroke-width="{min(style.width, BORDER):g}"{dash(style)}'
        yield f'<path class="g" d="{shape}" fill="{self.ink.ground.background}"/>'
        if full:
            yield f'<path class="h" d="{shape}" fill="{colour}" fill-opacity="{full:g}"/>'
        yield f'<path class="l" d="{shape}" fill="none" {border}/>'

    def _signs(self, marks: Sequence[Rectangle]) -> Iterator[str]:
        """Signs of doubt, before the beginning and after the end."""
        if self.lane.before is not None:
            return  # lines stand there
        time, look = self.lane.time, f'class="t" font-size="{TICK:g}" fill="{self.ink.ground.text}"'
        if time.begin and time.begin.signs:
            x = marks[0].left - 2 - fonts.width(time.begin.signs, TICK)
            yield from lines_of_text([time.begin.signs], x, 3.5, STEP, look)
        if time.end and time.end.signs:
            yield from lines_of_text([time.end.signs], marks[-1].right + 2, 3.5, STEP, look)
