"""What the boxes and lines of a figure mean: a sample of each that occurs, with its word."""

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from app.domain.dates import years_before
from app.domain.styles import KIND_STYLES, STATUS_STYLES, TIE_STYLES, KindStyle
from app.domain.ties import OLD_YEARS
from app.domain.vocabulary import Kind, Reliability, Status
from app.report import Report
from app.report.figure import fonts
from app.report.figure.geometry import Point, Rectangle
from app.report.figure.layout import Drawing
from app.report.figure.selection import LineLook

SIZE = 11.0
STEP, LINE_STEP = 20.0, 13.0
BOX, LINE, GAP = 22.0, 44.0, 18.0


Named = tuple[KindStyle | LineLook | None, str, str]
"""A look, its name and its words; what has none is words alone."""


@dataclass(frozen=True)
class Sample:
    """A sample with its words in lines; `place` is its left end at the height of its middle."""

    look: KindStyle | LineLook | None
    style: str
    lines: Sequence[str]
    place: Point

    @property
    def indent(self) -> float:
        """How far from the left end the words stand."""
        return _indent(self.look)

    @property
    def width(self) -> float:
        """How wide sample and words are, in pixels."""
        return self.indent + max(fonts.width(line, SIZE) for line in self.lines) + GAP

    @property
    def height(self) -> float:
        """How high its row is at least, in pixels."""
        return STEP + LINE_STEP * (len(self.lines) - 1)

    @property
    def rectangle(self) -> Rectangle:
        """Where the sample is drawn."""
        width = self.indent - 6
        return Rectangle(self.place.x + width / 2, self.place.y, width, 12)


def legend(report: Report, drawing: Drawing, width: float) -> tuple[list[Sample], float]:
    """The samples, placed in rows no wider than `width` pixels, and the height of all rows."""
    return legend_of(_samples(report, drawing), width)


def legend_of(found: Iterable[Named], width: float) -> tuple[list[Sample], float]:
    """Looks with their names and words as samples in rows no wider than `width` pixels, and the height of all rows."""
    placed: list[Sample] = []
    x = y = height = 0.0
    for look, style, word in found:
        sample = Sample(look, style, fonts.wrap(word, SIZE, width - _indent(look)), Point(0, 0))
        if x and x + sample.width - GAP > width:
            x, y, height = 0.0, y + height, 0.0
        placed.append(replace(sample, place=Point(x, y + STEP / 2)))
        x, height = x + sample.width, max(height, sample.height)
    return placed, y + height


def _indent(look: KindStyle | LineLook | None) -> float:
    if look is None:
        return 0
    return (BOX if isinstance(look, KindStyle) else LINE) + 6


def _samples(report: Report, drawing: Drawing) -> Iterator[Named]:
    words = report.words
    kinds = {box.entity.kind for box in drawing.boxes}
    bundles = [line.bundle for line in drawing.lines]
    yield from ((KIND_STYLES[kind], f"k-{kind}", words.kinds[kind]) for kind in Kind if kind in kinds)
    yield from named_lines(report, {bundle.style for bundle in bundles})
    yield from doubtful_lines(report, [bundle.look for bundle in bundles])
    if any(bundle.mutual for bundle in bundles):
        yield None, "", words.mutual


def named_lines(report: Report, styles: Collection[str]) -> Iterator[Named]:
    """Of the looks of ties those that occur, from what is expected to what has ended, with their words."""
    words = {**{status.value: report.words.statuses[status] for status in Status}, "disputed": report.words.disputed}
    yield from ((LineLook(look), f"s-{name}", words[name]) for name, look in TIE_STYLES.items() if name in styles)


def doubtful_lines(report: Report, looks: Iterable[LineLook]) -> Iterator[Named]:
    """What a hollow line means, and a faded one, where there are any."""
    there, active = set(looks), STATUS_STYLES[Status.ACTIVE]
    if any(look.hollow for look in there):
        yield LineLook(active, hollow=True), "s-active", report.words.reliabilities[Reliability.UNVERIFIED]
    if any(look.faded for look in there):
        before = report.month(years_before(report.day, OLD_YEARS))
        yield LineLook(active, faded=True), "s-active", report.words.old.format(month=before)
