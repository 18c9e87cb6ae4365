"""The figure as SVG 1.1, written by hand: the same bytes for the same answer, readable in print and by screen readers.

Colours stand as attributes, which every reader of SVG knows; the `auto` theme adds a style for dark ground.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from html import escape
from urllib.parse import urlsplit

import orjson

from app.domain.hashing import digest
from app.domain.styles import (
    DISPUTED_STYLE,
    FADED_OPACITY,
    HOLLOW_EDGE,
    KIND_STYLES,
    STATUS_STYLES,
    KindStyle,
    StatusStyle,
)
from app.report import Report, xml_safe
from app.report.figure import fonts
from app.report.figure.geometry import Point
from app.report.figure.layout import FONT_SIZE, LINE_HEIGHT, Box, Drawing, Line, draw
from app.report.figure.legend import Sample, legend
from app.report.figure.outline import arrow, cross, curve_path, number, outline
from app.report.figure.selection import LineLook, Selection, select
from app.report.figure.wording import HEIGHT as LABEL_HEIGHT
from app.report.figure.wording import SIZE as LABEL_SIZE
from app.report.findings import description, remarks, sentence
from app.report.theme import DARK_GROUND, LIGHT_GROUND, Ground, Theme

MARGIN = 16.0
WIDTH = 1100
"""The width that a figure is laid out for when none is asked for, in CSS pixels."""
NARROWEST = 300.0
TITLE_SIZE, TITLE_HEIGHT = 15.0, 20.0
SMALL, SMALL_HEIGHT = 10.0, 14.0


@dataclass(frozen=True)
class Figure:
    """An SVG document with its size in CSS pixels, and what it leaves out."""

    svg: str
    width: float
    height: float
    selection: Selection


def figure(report: Report, interactive: bool = False, titled: bool = True) -> Figure:
    """The figure of an answer; an `interactive` one has controls where others have links.

    One that is not `titled` stands below a title already. Raises TimedOut.
    """
    selection = select(report)
    drawing = draw(report, selection, (report.options.width or WIDTH) - 2 * MARGIN)
    return _Page(report, selection, drawing, interactive, titled).figure()


@dataclass(frozen=True)
class _Page:
    """A drawing on its way to a page with title, legend and source."""

    report: Report
    selection: Selection
    drawing: Drawing
    interactive: bool
    titled: bool

    @property
    def dark(self) -> bool:
        return self.report.options.theme is Theme.DARK

    @property
    def ground(self) -> Ground:
        return DARK_GROUND if self.dark else LIGHT_GROUND

    def figure(self) -> Figure:
        inner = max(self.drawing.width, NARROWEST)
        title = fonts.wrap(self.report.title, TITLE_SIZE, inner, bold=True) if self.titled else []
        top = MARGIN + TITLE_HEIGHT * len(title) + (8 if title else 0)
        bottom = top + self.drawing.height + 20
        samples, legend_height = legend(self.report, self.selection, inner)
        notes = [line for note in self._notes() for line in fonts.wrap(note, SMALL, inner)]
        notes_top = bottom + legend_height + 6
        width, height = inner + 2 * MARGIN, notes_top + SMALL_HEIGHT * len(notes) + MARGIN - 6
        heading = f'class="t" font-size="{TITLE_SIZE:g}" font-weight="700" fill="{self.ground.text}"'
        small = f'class="m" font-size="{SMALL:g}" fill="{self.ground.muted}"'
        parts = [
            *self._opening(width, height),
            *self._lines_of_text(title, MARGIN, MARGIN + TITLE_SIZE, TITLE_HEIGHT, heading),
            *self._drawing(MARGIN + (inner - self.drawing.width) / 2, top),
            *self._legend(samples, bottom),
            *self._lines_of_text(notes, MARGIN, notes_top + SMALL, SMALL_HEIGHT, small),
            "</svg>\n",
        ]
        return Figure("\n".join(parts), width, height, self.selection)

    def _legend(self, samples: Sequence[Sample], top: float) -> Iterator[str]:
        yield f'<g aria-hidden="true" transform="translate({number(MARGIN)} {number(top)})">'
        for sample in samples:
            yield from self._sample(sample)
        yield "</g>"

    def _opening(self, width: float, height: float) -> Iterator[str]:
        shown = min(width, self.report.options.width or width)
        id = f"f{digest([self.report.dataset, self.report.title, width, height])[:8]}"
        box = f'viewBox="0 0 {number(width)} {number(height)}"'
        size = f'{box} width="{number(shown)}" height="{number(height * shown / width)}"'
        role = "" if self.interactive else ' role="graphics-document"'
        yield (
            f'<svg xmlns="http://www.w3.org/2000/svg" class="entente" {size}{role} '
            f'aria-labelledby="{id}t" aria-describedby="{id}d" lang="{self.report.options.lang}" '
            f'font-family="{fonts.FAMILIES}">'
        )
        yield f'<title id="{id}t">{_text(self.report.title)}</title>'
        yield f'<desc id="{id}d">{_text(description(self.report))}</desc>'
        yield f"<metadata>{_text(self._metadata())}</metadata>"
        if self.report.options.theme is Theme.AUTO:
            yield f"<style>{dark_style()}</style>"
        yield f'<rect class="g" width="100%" height="100%" fill="{self.ground.background}"/>'

    def _metadata(self) -> str:
        about = {
            "@context": "https://schema.org", "@type": "Dataset", "name": self.report.title,
            "version": self.report.dataset, "url": self.report.url, "creator": "Entente",
        }  # fmt: skip
        return orjson.dumps({name: value for name, value in about.items() if value}).decode()

    def _notes(self) -> Iterator[str]:
        left_out = self.selection
        if not left_out.entities:
            yield sentence(self.report)
        if left_out.entities_left_out:
            yield self.report.words.left_out.format(entities=left_out.entities_left_out, ties=left_out.ties_left_out)
        if self.titled and not self.interactive:  # what is not stands in a document that says so itself
            yield from map(str, remarks(self.report))
        yield self.report.source

    def _lines_of_text(self, lines: Sequence[str], x: float, y: float, step: float, attributes: str) -> Iterator[str]:
        for index, line in enumerate(lines):
            yield f'<text x="{number(x)}" y="{number(y + index * step)}" {attributes}>{_text(line)}</text>'

    def _drawing(self, x: float, y: float) -> Iterator[str]:
        yield f'<g class="d" transform="translate({number(x)} {number(y)})">'
        yield '<g fill="none">'
        for index, line in enumerate(self.drawing.lines):
            yield from self._line(index, line)
        yield "</g>"
        yield f'<g text-anchor="middle" font-size="{FONT_SIZE:g}" fill="{self.ground.text}">'
        for box in self.drawing.boxes:
            yield from self._box(box)
        yield "</g>"
        yield f'<g text-anchor="middle" font-size="{LABEL_SIZE:g}">'
        for index, line in enumerate(self.drawing.lines):
            yield from self._label(index, line)
        yield "</g></g>"

    def _line(self, index: int, line: Line) -> Iterator[str]:
        bundle = line.bundle
        label = "; ".join(f"{self.report.sentence(tie)} {self.report.cited([tie])}" for tie in bundle.ties)
        ids = " ".join(tie.id for tie in bundle.ties)
        title = "" if self.interactive else f"<title>{_text(label)}</title>"
        yield (
            f'<g class="tie s-{bundle.style}{" hollow" if bundle.hollow else ""}" data-line="{index}" '
            f'data-ties="{ids}" data-ends="{bundle.subject} {bundle.object}"{_opacity(bundle.look)}'
            f"{self._role(label)}>{title}"
        )
        yield from self._stroke(bundle.look, curve_path(line.curve))
        if line.curve.tip:
            yield f'<path class="h" d="{arrow(line.curve)}" {self._arrow_fill(bundle.look)}/>'
        if bundle.look.crossed:
            yield self._cross(line.free_point())
        yield "</g>"

    def _stroke(self, look: LineLook, path: str) -> Iterator[str]:
        """A line; a hollow one is a broad line with one of the ground on it."""
        style, dash = look.style, _dash(look.style)
        width = style.width + 2 * HOLLOW_EDGE if look.hollow else style.width
        line = f'stroke="{self._colour(style)}" stroke-width="{width:g}"{dash}'
        yield f'<path class="l" d="{path}" {line}/>'
        if look.hollow:
            line = f'stroke="{self.ground.background}" stroke-width="{style.width:g}"{dash}'
            yield f'<path class="o" d="{path}" {line}/>'

    def _arrow_fill(self, look: LineLook) -> str:
        colour = self._colour(look.style)
        return f'fill="{self.ground.background}" stroke="{colour}"' if look.hollow else f'fill="{colour}"'

    def _cross(self, place: Point) -> str:
        colour = self._colour(DISPUTED_STYLE)
        return f'<path class="x" d="{cross(place)}" stroke="{colour}" stroke-width="2"/>'

    def _role(self, label: str) -> str:
        if self.interactive:
            return f' tabindex="0" role="button" aria-label="{_text(label)}"'
        return f' role="graphics-symbol" aria-label="{_text(label)}"'

    def _label(self, index: int, line: Line) -> Iterator[str]:
        if not line.label:
            return
        place, bundle = line.label.place, line.bundle
        yield (
            f'<g class="w s-{bundle.style}" data-line="{index}" aria-hidden="true" '
            f'fill="{self._colour(DISPUTED_STYLE) if bundle.disputed else self.ground.muted}" paint-order="stroke" '
            f'stroke="{self.ground.background}" stroke-width="3" stroke-linejoin="round">'
        )
        first = place.top + LABEL_SIZE - 0.5
        yield from self._lines_of_text(line.label.lines, place.x, first, LABEL_HEIGHT, 'xml:space="preserve"')
        yield "</g>"

    def _box(self, box: Box) -> Iterator[str]:
        entity, place, look = box.entity, box.place, KIND_STYLES[box.entity.kind]
        label = f"{self.report.names[entity.id]}, {self.report.words.kinds[entity.kind]}"
        link = self._link(entity.id)
        title = "" if self.interactive else f"<title>{_text(label)}</title>"
        yield f'<g class="box k-{entity.kind}" data-id="{entity.id}"{self._role(label)}>{title}{link}'
        yield (
            f'<path class="b" d="{outline(look.shape, place)}" fill="{self._fill(look)}" stroke="{self._colour(look)}" '
            'stroke-width="1.4"/>'
        )
        first = place.y - LINE_HEIGHT * (len(box.lines) - 1) / 2 + FONT_SIZE * 0.35
        yield from self._lines_of_text(box.lines, place.x, first, LINE_HEIGHT, 'class="t"')
        yield "</a></g>" if link else "</g>"

    def _link(self, id: str) -> str:
        parts = urlsplit(self.report.url or "")
        if self.interactive or not parts.netloc:
            return ""
        return f'<a href="{_text(f"{parts.scheme}://{parts.netloc}/entities/{id}/neighbours.html")}" target="_top">'

    def _sample(self, sample: Sample) -> Iterator[str]:
        x, y = sample.place
        at, look = sample.rectangle, sample.look
        if isinstance(look, KindStyle):
            box = f'fill="{self._fill(look)}" stroke="{self._colour(look)}" stroke-width="1.3"'
            yield f'<g class="{sample.style}"><path class="b" d="{outline(look.shape, at)}" {box}/></g>'
        elif look:
            path = f"M{number(at.left)} {number(at.y)}H{number(at.right)}"
            yield f'<g class="{sample.style}" fill="none"{_opacity(look)}>'
            yield from self._stroke(look, path)
            if look.crossed:
                yield self._cross(Point(at.x, at.y))
            yield "</g>"
        text = f'class="t" font-size="11" fill="{self.ground.text}"'
        yield from self._lines_of_text([sample.word], x + sample.indent, y + 4, 0, text)

    def _colour(self, look: KindStyle | StatusStyle) -> str:
        return look.dark_colour if self.dark else look.colour

    def _fill(self, look: KindStyle) -> str:
        return look.dark_fill if self.dark else look.fill


@cache
def dark_style() -> str:
    """The style that turns a light figure dark where the reader's system is."""
    ground = DARK_GROUND
    rules = [
        f".entente .g{{fill:{ground.background}}}", f".entente .t{{fill:{ground.text}}}",
        f".entente .m{{fill:{ground.muted}}}", f".entente .w{{fill:{ground.muted};stroke:{ground.background}}}",
        f".entente .o{{stroke:{ground.background}}}",
    ]  # fmt: skip
    for kind, look in KIND_STYLES.items():
        rules.append(f".entente .k-{kind} .b{{fill:{look.dark_fill};stroke:{look.dark_colour}}}")
    for name, look in [*STATUS_STYLES.items(), ("disputed", DISPUTED_STYLE)]:
        rules.append(
            f".entente .s-{name} .l{{stroke:{look.dark_colour}}}.entente .s-{name} .h{{fill:{look.dark_colour}}}"
        )
        rules.append(f".entente .s-{name}.hollow .h{{stroke:{look.dark_colour}}}")
    rules.append(f".entente .hollow .h{{fill:{ground.background}}}")
    rules.append(f".entente .s-disputed .x{{stroke:{DISPUTED_STYLE.dark_colour}}}")
    rules.append(f".entente .w.s-disputed{{fill:{DISPUTED_STYLE.dark_colour}}}")
    return f"@media (prefers-color-scheme:dark){{{''.join(rules)}}}"


def _dash(look: StatusStyle) -> str:
    return f' stroke-dasharray="{" ".join(map(str, look.dash))}"' if look.dash else ""


def _opacity(look: LineLook) -> str:
    return f' opacity="{FADED_OPACITY:g}"' if look.faded else ""


def _text(text: str) -> str:
    """A text, escaped for content and for attributes in double quotes."""
    return escape(xml_safe(text))
