"""The figure of an answer as SVG."""

from dataclasses import replace

from app.domain.figures import Bars, Matrix, TimeAxis, Years
from app.report import Report
from app.report.citing import Citing
from app.report.figure.bars import bars
from app.report.figure.choice import chosen
from app.report.figure.geometry import Room
from app.report.figure.graph import graph
from app.report.figure.layout import Drawing, box, draw, rows
from app.report.figure.ledger import ledger
from app.report.figure.matrix import matrix
from app.report.figure.page import MARGIN, NARROWEST, Body, Figure, page
from app.report.figure.pinned import as_pinned
from app.report.figure.selection import select
from app.report.figure.timeline import timeline
from app.report.figure.years import years

WIDTH, HEIGHT = 1100, 4000
"""The room that a figure has when none is asked for, in CSS pixels."""


def figure(report: Report, room: Room | None = None, interactive: bool = False, titled: bool = True) -> Figure:
    """The figure of an answer: exactly as wide as is asked for, or else as it needs within some room (CSS pixels).

    An `interactive` one has controls where others have links. One that is not `titled` stands below a title already.
    One in a report that cites by key has no numbers of sources, which would not be those of the report's bibliography.
    Raises TimedOut, and InvalidParameter where the answer cannot be drawn as is asked for.
    """
    report = replace(report, cites=report.options.cite is not Citing.KEY)
    asked = None if room else report.options.width
    room = room or Room(asked or WIDTH, HEIGHT)
    inner = Room(room.width - 2 * MARGIN, room.height)
    while True:
        made = page(report, _body(report, inner, interactive), asked, interactive, titled)
        too_high = made.height - room.height
        if too_high <= 0 or inner.height <= too_high:
            return made
        inner = inner._replace(height=inner.height - too_high)


def drawn(report: Report, room: Room) -> Drawing:
    """Boxes and lines: as a network, arranged by a reader or by itself, or where that could not be read, as lists.
    Raises TimedOut."""
    selection = select(report)
    if not selection.bundles:
        return rows([box(entity, 132) for entity in selection.entities], room)
    return as_pinned(report, selection, room) or draw(report, selection, room) or ledger(report, selection, room)


def _body(report: Report, room: Room, interactive: bool) -> Body:
    """What is drawn, as the rows of the answer declare it."""
    match chosen(report):
        case Bars() as channels:
            return bars(report, channels, room, interactive)
        case Matrix() as channels:
            return matrix(report, channels, room, interactive)
        case TimeAxis() as channels:
            return timeline(report, channels, room, interactive)
        case Years():
            return years(report, room, interactive)
        case _:
            return _network(report, room, interactive)


def _network(report: Report, room: Room, interactive: bool) -> Body:
    drawing = drawn(report, room)
    width = room.width if report.options.width else max(drawing.width, min(NARROWEST, room.width))
    return graph(report, drawing, width, interactive)
