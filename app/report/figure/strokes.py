"""Lines in the look of their status, and the legend of a figure, as SVG."""

from collections.abc import Iterator, Sequence

from app.domain.styles import FADED_OPACITY, HOLLOW_EDGE, KindStyle
from app.report.figure.geometry import Point, Spot
from app.report.figure.legend import LINE_STEP, Sample
from app.report.figure.outline import mark, number, outline
from app.report.figure.page import Ink, dash, lines_of_text
from app.report.figure.selection import LineLook


def stroke(ink: Ink, look: LineLook, path: str) -> Iterator[str]:
    """A line; a hollow one is a broad line with one of the ground on it."""
    style, dashes = look.style, dash(look.style)
    width = style.width + 2 * HOLLOW_EDGE if look.hollow else style.width
    yield f'<path class="l" d="{path}" stroke="{ink.colour(style)}" stroke-width="{width:g}"{dashes}/>'
    if look.hollow:
        line = f'stroke="{ink.ground.background}" stroke-width="{style.width:g}"{dashes}'
        yield f'<path class="o" d="{path}" {line}/>'


def mark_on(ink: Ink, look: LineLook, spot: Spot) -> Iterator[str]:
    """The mark on a line, if its status has one."""
    if look.style.mark:
        colour = ink.colour(look.style)
        yield f'<path class="x" d="{mark(look.style.mark, spot)}" fill="{colour}" stroke="{colour}" stroke-width="2"/>'


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
