"""How a figure goes onto a sheet of A4: laid out for it, so that no letter is smaller than print can show."""

from dataclasses import dataclass

from app.report import Report
from app.report.figure.geometry import Room
from app.report.figure.page import Figure
from app.report.figure.svg import figure
from app.report.sections import Contents

SHORT, LONG = 210, 297
MARGIN = 18
HEADING = 32
"""Height of what stands above and below a figure on its page. All in millimetres."""

COLUMN = 160
"""How wide the text of most reports is, which a figure of an upright sheet is to fit too, in millimetres."""

MANY = 7
"""More columns than these are read more easily on a sheet that lies on its side."""

_LARGEST = 0.36  # a CSS pixel of the figure, in millimetres: letters of about 12 points
_SMALLEST = 0.65 * 25.4 / 72  # the smallest letters of a figure, of 10 pixels, are 6.5 points

_UPRIGHT = Room(COLUMN / _SMALLEST, (LONG - 2 * MARGIN - HEADING) / _SMALLEST)
_ASIDE = Room((LONG - 2 * MARGIN) / _SMALLEST, (SHORT - 2 * MARGIN - HEADING) / _SMALLEST)


@dataclass(frozen=True)
class Sheet:
    """A figure, whether its sheet lies on its side, and how wide it is there, in millimetres."""

    figure: Figure
    aside: bool

    @property
    def width(self) -> float:
        """How wide the figure is on the sheet, as large as there is room, in millimetres."""
        across, down = (LONG, SHORT) if self.aside else (SHORT, LONG)
        size = self.figure
        scale = min(_LARGEST, (across - 2 * MARGIN) / size.width, (down - 2 * MARGIN - HEADING) / size.height)
        return size.width * scale


def sheet(report: Report, columns: int) -> Sheet:
    """The sheet for a figure and tables of at most so many columns: on its side for many of these, or where only that
    shows the figure as a network. Raises TimedOut."""
    if columns > MANY:
        return Sheet(figure(report, _ASIDE, titled=False), True)
    upright = figure(report, _UPRIGHT, titled=False)
    if not upright.listed:
        return Sheet(upright, False)
    aside = figure(report, _ASIDE, titled=False)
    return Sheet(upright, False) if aside.listed else Sheet(aside, True)


def has_figure(made: Contents, page: Sheet) -> bool:
    """Whether a document shows its figure: there are ties, and it is no list of what stands in a table anyway."""
    return bool(made.report.subgraph.ties) and (made.lists or not page.figure.listed)


_LETTER = 2.0
"""How wide a letter of a table is with the room around it: half an em of 8.5 points, and a third, in millimetres."""


def letters(wide: bool) -> float:
    """How many letters of a table stand on a line of a sheet."""
    return ((LONG if wide else SHORT) - 2 * MARGIN) / _LETTER
