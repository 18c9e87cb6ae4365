"""The page that a figure stands on, as SVG 1.1 written by hand: title, what is drawn, notes and source.

The same bytes for the same answer, readable in print and by screen readers. Colours stand as attributes, which every
reader of SVG knows; the `auto` theme adds a style for dark ground.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from html import escape

import orjson

from app.domain.hashing import digest
from app.domain.styles import DISPUTED_STYLE, KIND_STYLES, TIE_STYLES, KindStyle, StatusStyle
from app.report import Report, xml_safe
from app.report.figure import fonts
from app.report.figure.outline import number
from app.report.findings import description, remarks, sentence
from app.report.theme import DARK_GROUND, LIGHT_GROUND, Ground, Theme

MARGIN = 16.0
NARROWEST = 300.0
TITLE_SIZE, TITLE_HEIGHT = 15.0, 20.0
SMALL, SMALL_HEIGHT = 10.0, 14.0


@dataclass(frozen=True)
class Ink:
    """The colours of a figure on light or dark ground."""

    dark: bool

    @property
    def ground(self) -> Ground:
        """The colours that belong to no kind or status."""
        return DARK_GROUND if self.dark else LIGHT_GROUND

    def colour(self, look: KindStyle | StatusStyle) -> str:
        """The colour of a line or border."""
        return look.dark_colour if self.dark else look.colour

    def fill(self, look: KindStyle) -> str:
        """The colour of an area."""
        return look.dark_fill if self.dark else look.fill


@dataclass(frozen=True)
class Body:
    """What is drawn, `width` by `height` CSS pixels from 0, 0 on; `draw` writes it as SVG.

    `lead` is what must be known before one looks at it, and `notes` what is to be known after. `styles` are the names
    of the looks of ties that occur, `listed` is whether the ties stand in lists, and `description` what it
    shows, for who cannot see it, where that is not the network.
    """

    width: float
    height: float
    draw: Callable[[Ink], Iterable[str]]
    lead: Sequence[str] = ()
    notes: Sequence[str] = ()
    styles: frozenset[str] = frozenset()
    listed: bool = False
    description: str = ""


@dataclass(frozen=True)
class Figure:
    """An SVG document with its size in CSS pixels; the names of the looks of ties that occur in it, and whether these
    stand in lists because a network could not be read; and what it shows, for who cannot see it."""

    svg: str
    width: float
    height: float
    styles: frozenset[str]
    listed: bool
    description: str


def page(report: Report, body: Body, width: float | None, interactive: bool, titled: bool) -> Figure:
    """The page of a figure, exactly so many CSS pixels wide, or else as wide as what is drawn."""
    return _Page(report, body, width, interactive, titled).figure()


@dataclass(frozen=True)
class _Page:
    report: Report
    body: Body
    asked: float | None
    interactive: bool
    titled: bool

    def figure(self) -> Figure:
        inner = self.asked - 2 * MARGIN if self.asked else max(self.body.width, NARROWEST)
        ink = Ink(self.report.options.theme is Theme.DARK)
        title = fonts.wrap(self.report.title, TITLE_SIZE, inner, bold=True) if self.titled else []
        lead = _wrapped(self.body.lead, inner)
        lead_top = MARGIN + TITLE_HEIGHT * len(title)
        top = lead_top + SMALL_HEIGHT * len(lead) + (8 if title or lead else 0)
        notes = _wrapped([*self.body.notes, *self._notes()], inner)
        notes_top = top + self.body.height + 6
        width, height = inner + 2 * MARGIN, notes_top + SMALL_HEIGHT * len(notes) + MARGIN - 6
        heading = f'class="t" font-size="{TITLE_SIZE:g}" font-weight="700" fill="{ink.ground.text}"'
        small = f'class="m" font-size="{SMALL:g}" fill="{ink.ground.muted}"'
        parts = [
            *self._opening(ink.ground, width, height),
            *lines_of_text(title, MARGIN, MARGIN + TITLE_SIZE, TITLE_HEIGHT, heading),
            *lines_of_text(lead, MARGIN, lead_top + SMALL, SMALL_HEIGHT, small),
            f'<g transform="translate({number(MARGIN)} {number(top)})">',
            *self.body.draw(ink),
            "</g>",
            *lines_of_text(notes, MARGIN, notes_top + SMALL, SMALL_HEIGHT, small),
            "</svg>\n",
        ]
        return Figure("\n".join(parts), width, height, self.body.styles, self.body.listed, self._description())

    def _opening(self, ground: Ground, width: float, height: float) -> Iterator[str]:
        id = f"f{digest([self.report.dataset, self.report.title, width, height])[:8]}"
        size = f'viewBox="0 0 {number(width)} {number(height)}" width="{number(width)}" height="{number(height)}"'
        role = "" if self.interactive else ' role="graphics-document"'
        yield (
            f'<svg xmlns="http://www.w3.org/2000/svg" class="entente" {size}{role} '
            f'aria-labelledby="{id}t" aria-describedby="{id}d" lang="{self.report.options.lang}" '
            f'font-family="{fonts.FAMILIES}">'
        )
        yield f'<title id="{id}t">{text(self.report.title)}</title>'
        yield f'<desc id="{id}d">{text(self._description())}</desc>'
        yield f"<metadata>{text(self._metadata())}</metadata>"
        if self.report.options.theme is Theme.AUTO:
            yield f"<style>{dark_style()}</style>"
        yield f'<rect class="g" width="100%" height="100%" fill="{ground.background}"/>'

    def _description(self) -> str:
        if self.body.description:
            return f"{sentence(self.report)} {self.body.description}."
        return description(self.report)

    def _metadata(self) -> str:
        about = {
            "@context": "https://schema.org", "@type": "Dataset", "name": self.report.title,
            "version": self.report.dataset, "url": self.report.url, "creator": "Entente",
        }  # fmt: skip
        return orjson.dumps({name: value for name, value in about.items() if value}).decode()

    def _notes(self) -> Iterator[str]:
        if self.titled and not self.interactive:  # what is not stands in a document that says so itself
            yield from map(str, remarks(self.report))
        yield self.report.source


def _wrapped(texts: Iterable[str], widest: float) -> list[str]:
    return [line for text in texts for line in fonts.wrap(text, SMALL, widest)]


def text(text: str) -> str:
    """A text, escaped for content and for attributes in double quotes."""
    return escape(xml_safe(text))


def lines_of_text(lines: Sequence[str], x: float, y: float, step: float, attributes: str) -> Iterator[str]:
    """Lines of text, whose first has its baseline at a place; lengths are in CSS pixels."""
    for index, line in enumerate(lines):
        yield f'<text x="{number(x)}" y="{number(y + index * step)}" {attributes}>{text(line)}</text>'


def tie_group(name: str, ties: Iterable[str], label: str, interactive: bool, ends: Iterable[str] = ()) -> str:
    """The opening tag of what stands for ties in a figure of what is counted: a reader reaches it by the keyboard, and
    hears its label."""
    role = "button" if interactive else "graphics-symbol"
    return (
        f'<g class="tie {name}" data-ties="{" ".join(ties)}" data-ends="{" ".join(ends)}" '
        f'tabindex="0" role="{role}" aria-label="{text(label)}">'
    )


def dash(look: StatusStyle) -> str:
    """The attribute that dashes a line."""
    return f' stroke-dasharray="{" ".join(map(str, look.dash))}"' if look.dash else ""


@cache
def dark_style() -> str:
    """The style that turns a light figure dark where the reader's system is."""
    ground = DARK_GROUND
    rules = [
        f".entente .g{{fill:{ground.background}}}", f".entente .t{{fill:{ground.text}}}",
        f".entente .m{{fill:{ground.muted}}}", f".entente .w{{fill:{ground.muted}}}",
        f".entente .o{{stroke:{ground.background}}}",
    ]  # fmt: skip
    for kind, look in KIND_STYLES.items():
        rules.append(f".entente .k-{kind} .b{{fill:{look.dark_fill};stroke:{look.dark_colour}}}")
    for name, look in TIE_STYLES.items():
        style = f".entente .s-{name}"
        rules.append(f"{style} .l{{stroke:{look.dark_colour}}}{style} .h{{fill:{look.dark_colour}}}")
        rules.append(f"{style}.hollow .h{{stroke:{look.dark_colour}}}")
        if look.mark:
            rules.append(f"{style} .x{{stroke:{look.dark_colour};fill:{look.dark_colour}}}")
    rules.append(f".entente .cell .l{{fill:{ground.muted};stroke:{ground.muted}}}")
    for (
        name,
        look,
    ) in TIE_STYLES.items():  # of a status within what stands for a tie: that of a count, or the one before
        rules.append(f".entente .tie .s-{name} .l{{stroke:{look.dark_colour}}}")
    rules.append(f".entente .hollow .h{{fill:{ground.background}}}")
    rules.append(f".entente .w.s-disputed{{fill:{DISPUTED_STYLE.dark_colour}}}")
    return f"@media (prefers-color-scheme:dark){{{''.join(rules)}}}"
