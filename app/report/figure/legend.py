"""What the boxes and lines of a figure mean: a sample of each that occurs, with its word."""

from collections.abc import Iterator
from dataclasses import dataclass

from app.domain.dates import years_before
from app.domain.styles import DISPUTED_STYLE, KIND_STYLES, STATUS_STYLES, KindStyle
from app.domain.ties import OLD_YEARS
from app.domain.vocabulary import Kind, Reliability, Status
from app.report import Report
from app.report.figure import fonts
from app.report.figure.geometry import Point, Rectangle
from app.report.figure.selection import LineLook, Selection

SIZE = 11.0
STEP = 20.0
BOX, LINE, GAP = 18.0, 40.0, 18.0


@dataclass(frozen=True)
class Sample:
    """A sample with its word; `place` is its left end at the height of its middle."""

    look: KindStyle | LineLook | None
    style: str
    word: str
    place: Point

    @property
    def indent(self) -> float:
        """How far from the left end the word stands."""
        if self.look is None:
            return 0
        return (BOX if isinstance(self.look, KindStyle) else LINE) + 6

    @property
    def width(self) -> float:
        """How wide sample and word are, in pixels."""
        return self.indent + fonts.width(self.word, SIZE) + GAP

    @property
    def rectangle(self) -> Rectangle:
        """Where the sample is drawn."""
        width = self.indent - 6
        return Rectangle(self.place.x + width / 2, self.place.y, width, 12)


def legend(report: Report, selection: Selection, width: float) -> tuple[list[Sample], float]:
    """The samples, placed in rows no wider than `width` pixels, and the height of all rows."""
    placed: list[Sample] = []
    x, y = 0.0, STEP / 2
    for look, style, word in _samples(report, selection):
        sample = Sample(look, style, word, Point(x, y))
        if x and x + sample.width - GAP > width:
            x, y = 0.0, y + STEP
            sample = Sample(look, style, word, Point(x, y))
        placed.append(sample)
        x += sample.width
    return placed, y + STEP / 2 if placed else 0.0


def _samples(report: Report, selection: Selection) -> Iterator[tuple[KindStyle | LineLook | None, str, str]]:
    words = report.words
    kinds = {entity.kind for entity in selection.entities}
    styles = {bundle.style for bundle in selection.bundles}
    yield from ((KIND_STYLES[kind], f"k-{kind}", words.kinds[kind]) for kind in Kind if kind in kinds)
    yield from ((LineLook(STATUS_STYLES[one]), f"s-{one}", words.statuses[one]) for one in Status if one in styles)
    if "disputed" in styles:
        yield LineLook(DISPUTED_STYLE), "s-disputed", words.disputed
    active = STATUS_STYLES[Status.ACTIVE]
    if any(bundle.hollow for bundle in selection.bundles):
        yield LineLook(active, hollow=True), "s-active", words.reliabilities[Reliability.UNVERIFIED]
    if any(bundle.faded for bundle in selection.bundles):
        before = report.month(years_before(report.day, OLD_YEARS))
        yield LineLook(active, faded=True), "s-active", words.old.format(month=before)
    if any(bundle.mutual for bundle in selection.bundles):
        yield None, "", words.mutual
