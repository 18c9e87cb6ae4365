"""A drawing of boxes and lines as SVG, with its legend."""

from collections.abc import Iterator
from dataclasses import dataclass

from app.domain.styles import DISPUTED_STYLE, KIND_STYLES
from app.report import Report
from app.report.figure import fonts
from app.report.figure.geometry import Point
from app.report.figure.layout import FONT_SIZE, LINE_HEIGHT, Box, Drawing, Label, Line
from app.report.figure.legend import legend
from app.report.figure.outline import arrow, curve_path, number, outline, stacked
from app.report.figure.page import Body, Ink, lines_of_text, text
from app.report.figure.selection import LineLook
from app.report.figure.strokes import draw_legend, mark_on, opacity, stroke
from app.report.figure.wording import HEIGHT as LABEL_HEIGHT
from app.report.figure.wording import SIZE as LABEL_SIZE
from app.report.findings import sentence

ABOVE_LEGEND = 20.0
ROUND_WORDS = 2.0
"""How far the ground of words on a line reaches beyond them."""


def graph(report: Report, drawing: Drawing, width: float, interactive: bool) -> Body:
    """A drawing in the middle of so many CSS pixels, above its legend."""
    samples, height = legend(report, drawing, width)
    bottom = drawing.height + ABOVE_LEGEND

    def draw(ink: Ink) -> Iterator[str]:
        yield from _Graph(report, drawing, interactive, ink).svg((width - drawing.width) / 2)
        yield from draw_legend(samples, bottom, ink)

    lead = [report.words.listed.format(entities=len(report.entities))] if drawing.listed else []
    styles = frozenset(line.bundle.style for line in drawing.lines)
    return Body(width, bottom + height, draw, lead, list(_notes(report, drawing)), styles, drawing.listed)


def _notes(report: Report, drawing: Drawing) -> Iterator[str]:
    if not drawing.boxes:
        yield sentence(report)
    entities = len(report.entities) - len({box.entity.id for box in drawing.boxes})
    ties = len(report.subgraph.ties) - sum(len(line.bundle.ties) for line in drawing.lines)
    if entities or ties:
        yield report.words.left_out.format(entities=entities, ties=ties)


@dataclass(frozen=True)
class _Graph:
    report: Report
    drawing: Drawing
    interactive: bool
    ink: Ink

    def svg(self, x: float) -> Iterator[str]:
        yield f'<g class="d" transform="translate({number(x)} 0)">'
        yield '<g fill="none">'
        for index, line in enumerate(self.drawing.lines):
            yield from self._line(index, line)
        yield "</g>"
        yield f'<g text-anchor="middle" font-size="{FONT_SIZE:g}" fill="{self.ink.ground.text}">'
        for box in self.drawing.boxes:
            yield from self._box(box)
        yield "</g>"
        anchor = "start" if self.drawing.listed else "middle"
        yield f'<g text-anchor="{anchor}" font-size="{LABEL_SIZE:g}">'
        for index, line in enumerate(self.drawing.lines):
            yield from self._label(index, line)
        yield "</g>"
        yield f'<g font-size="{LABEL_SIZE:g}" fill="{self.ink.ground.text}" aria-hidden="true">'
        for words in self.drawing.words:
            yield from _words(words, words.place.left, 'class="t"')
        yield "</g></g>"

    def _line(self, index: int, line: Line) -> Iterator[str]:
        bundle = line.bundle
        label = "; ".join(f"{self.report.sentence(tie)} {self.report.cited([tie])}".rstrip() for tie in bundle.ties)
        ids = " ".join(tie.id for tie in bundle.ties)
        title = "" if self.interactive else f"<title>{text(label)}</title>"
        yield (
            f'<g class="tie s-{bundle.style}{" hollow" if bundle.hollow else ""}" data-line="{index}" '
            f'data-ties="{ids}" data-ends="{bundle.subject} {bundle.object}"{opacity(bundle.look)}'
            f"{self._role(label)}>{title}"
        )
        yield from stroke(self.ink, bundle.look, curve_path(line.curve))
        if line.curve.tip:
            yield f'<path class="h" d="{arrow(line.curve)}" {self._arrow_fill(bundle.look)}/>'
        yield from mark_on(self.ink, bundle.look, line.spot)
        yield "</g>"

    def _arrow_fill(self, look: LineLook) -> str:
        colour = self.ink.colour(look.style)
        return f'fill="{self.ink.ground.background}" stroke="{colour}"' if look.hollow else f'fill="{colour}"'

    def _role(self, label: str) -> str:
        if self.interactive:
            return f' tabindex="0" role="button" aria-label="{text(label)}"'
        return f' role="graphics-symbol" aria-label="{text(label)}"'

    def _label(self, index: int, line: Line) -> Iterator[str]:
        if not line.label:
            return
        ground, bundle, label = self.ink.ground, line.bundle, line.label
        colour = self.ink.colour(DISPUTED_STYLE) if bundle.disputed else ground.muted
        yield f'<g class="w s-{bundle.style}" data-line="{index}" aria-hidden="true" fill="{colour}">'
        if not self.drawing.listed:  # there the words stand beside their line
            widths = [fonts.width(words, LABEL_SIZE) + 2 * ROUND_WORDS for words in label.lines]
            area = stacked(Point(label.place.x, label.place.top), widths, LABEL_HEIGHT)
            yield f'<path class="g" d="{area}" fill="{ground.background}"/>'
        x = label.place.left if self.drawing.listed else label.place.x
        yield from _words(label, x, 'xml:space="preserve"')
        yield "</g>"

    def _box(self, box: Box) -> Iterator[str]:
        entity, place, look = box.entity, box.place, KIND_STYLES[box.entity.kind]
        label = f"{self.report.names[entity.id]}, {self.report.words.kinds[entity.kind]}"
        link = self._link(entity.id)
        title = "" if self.interactive else f"<title>{text(label)}</title>"
        yield f'<g class="box k-{entity.kind}" data-id="{entity.id}"{self._role(label)}>{title}{link}'
        yield (
            f'<path class="b" d="{outline(look.shape, place)}" fill="{self.ink.fill(look)}" '
            f'stroke="{self.ink.colour(look)}" stroke-width="1.4"/>'
        )
        first = place.y - LINE_HEIGHT * (len(box.lines) - 1) / 2 + FONT_SIZE * 0.35
        yield from lines_of_text(box.lines, place.x, first, LINE_HEIGHT, 'class="t"')
        yield "</a></g>" if link else "</g>"

    def _link(self, id: str) -> str:
        if self.interactive or not self.report.service:
            return ""
        return f'<a href="{text(f"{self.report.service}/entities/{id}/neighbours.html")}" target="_top">'


def _words(words: Label, x: float, attributes: str) -> Iterator[str]:
    return lines_of_text(words.lines, x, words.place.top + LABEL_SIZE - 0.5, LABEL_HEIGHT, attributes)
