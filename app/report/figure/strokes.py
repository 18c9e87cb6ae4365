"""Lines in the look of their status, and the legend of a figure, as SVG."""

from collections.abc import Iterator, Sequence

from app.domain.styles import FADED_OPACITY, HOLLOW_EDGE, KindStyle
from app.domain.vocabulary import Status
from app.report.figure.geometry import Point, Spot
from app.report.figure.legend import LINE_STEP, Sample
from app.report.figure.outline import MARK, mark, number, outline
from app.report.figure.page import Ink, dash, lines_of_text
from app.report.figure.selection import LineLook

FILLED = {
    Status.ACTIVE: 1.0, Status.COMPLETED: 0.5, Status.ANNOUNCED: 0.22, Status.PLANNED: 0.1, Status.EXPECTED: 0.0,
    Status.SUSPENDED: 0.22, Status.ENDED: 0.1,
}  # fmt: skip
"""How full an area is: the firmer its status, the fuller."""


def stroke(ink: Ink, look: LineLook, path: str) -> Iterator[str]:
    """A line; a hollow one is a broad line with one of the ground on it."""
    style, dashes = look.style, dash(look.style)
    width = style.width + 2 * HOLLOW_EDGE if look.hollow else style.width
    yield f'<path class="l" d="{path}" stroke="{ink.colour(style)}" stroke-width="{width:g}"{dashes}/>'
    if look.hollow:
        line = f'stroke="{ink.ground.background}" stroke-width="{style.width:g}"{dashes}'
        yield f'<path class="o" d="{path}" {line}/>'


def mark_on(ink: Ink, look: LineLook, spot: Spot, size: float = MARK) -> Iterator[str]:
    """The mark on a line, if its status has one."""
    if look.style.mark:
        colour, shape = ink.colour(look.style), mark(look.style.mark, spot, size)
        yield f'<path class="x" d="{shape}" fill="{colour}" stroke="{colour}" stroke-width="2"/>'


def draw_legend(samples: Sequence[Sample], top: float, ink: Ink) -> Iterator[str]:
    """A legend, so many CSS pixels down."""
    yield f'<g aria-hidden="true" transform="translate(0 {number(top)})">'
    for sample in samples:
        yield from _sample(sample, ink)
    yield "</g>"


def _sample(sample: Sample, ink: Ink) -> Iterator[str]:
    x, y = sample.place
    at, look = sample.rectangle, sample.look
    if isinstance(look, KindStyle):
        box = f'fill="{ink.fill(look)}" stroke="{ink.colour(look)}" stroke-width="1.3"'
        yield f'<g class="{sample.style}"><path class="b" d="{outline(look.shape, at)}" {box}/></g>'
    elif look:
        yield f'<g class="{sample.style}" fill="none"{opacity(look)}>'
        yield from stroke(ink, look, f"M{number(at.left)} {number(at.y)}H{number(at.right)}")
        yield from mark_on(ink, look, Spot(Point(at.x, at.y), Point(1, 0)))
        yield "</g>"
    attributes = f'class="t" font-size="11" fill="{ink.ground.text}"'
    yield from lines_of_text(sample.lines, x + sample.indent, y + 4, LINE_STEP, attributes)


def opacity(look: LineLook) -> str:
    """The attribute that fades a line."""
    return f' opacity="{FADED_OPACITY:g}"' if look.faded else ""
