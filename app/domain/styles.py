"""How the graph looks, wherever it is drawn: kinds by colour and shape, status by line and word.

The page, the figures and Neo4j Browser's style all read these tables. Colours are sRGB in hexadecimal; dashes are
lengths of stroke and gap in pixels, as in SVG's `stroke-dasharray`, and empty for a solid line.
"""

from dataclasses import dataclass
from typing import Literal

from app.domain.vocabulary import Kind, Status


@dataclass(frozen=True)
class KindStyle:
    """How entities of a kind are drawn.

    `colour` is the border and, on white, a text colour of at least 4.5 to 1; `fill` its light tint for text in dark
    ink. `dark_colour` and `dark_fill` are the same on a dark page. `shape` is a shape that Cytoscape.js knows.
    """

    colour: str
    fill: str
    shape: str
    dark_colour: str
    dark_fill: str


Mark = Literal["cross", "dot", "bar"]
"""What stands on a line: a cross for what is disputed, a dot for what is done, a bar across what is over."""


@dataclass(frozen=True)
class StatusStyle:
    """How ties of a status are drawn; the `word` stands beside the line wherever there is room, and in figures a mark
    on it."""

    dash: tuple[int, ...]
    width: float
    word: str
    colour: str
    dark_colour: str
    mark: Mark | None = None


KIND_STYLES: dict[Kind, KindStyle] = {
    Kind.COUNTRY: KindStyle("#2b5fa8", "#e3ecf8", "ellipse", "#7fb0f5", "#1b2c47"),
    Kind.AGENCY: KindStyle("#6b3fa0", "#efe7f7", "round-rectangle", "#bd97ee", "#2f2147"),
    Kind.COMPANY: KindStyle("#b06a12", "#fbf0df", "rectangle", "#eaa94f", "#3d2a10"),
    Kind.INSTITUTION: KindStyle("#0f7f8c", "#dff3f5", "cut-rectangle", "#52c7d4", "#0f3338"),
    Kind.INITIATIVE: KindStyle("#1f7a4d", "#e2f3ea", "round-hexagon", "#5ecf97", "#12341f"),
    Kind.BLOC: KindStyle("#34495e", "#e6ebf0", "octagon", "#a3b8cc", "#222f3b"),
    Kind.EVENT: KindStyle("#a33b6f", "#f9e6ef", "barrel", "#ec8fbb", "#421a2e"),
    Kind.PERSON: KindStyle("#6d6d6d", "#f0f0f0", "round-tag", "#b8b8b8", "#303030"),
}

STATUS_STYLES: dict[Status, StatusStyle] = {
    Status.EXPECTED: StatusStyle((2, 4), 1.6, "expected", "#5b6673", "#a9b4c0"),
    Status.PLANNED: StatusStyle((6, 4), 1.6, "planned", "#4d5967", "#b4bfca"),
    Status.ANNOUNCED: StatusStyle((13, 5), 2.0, "announced", "#2b5fa8", "#7fb0f5"),
    Status.ACTIVE: StatusStyle((), 2.8, "active", "#1f2933", "#e4e9ee"),
    Status.COMPLETED: StatusStyle((), 1.3, "completed", "#1f2933", "#e4e9ee", "dot"),
    Status.SUSPENDED: StatusStyle((10, 3, 2, 3), 1.4, "suspended", "#7d8792", "#8a949e"),
    Status.ENDED: StatusStyle((), 1.2, "ended", "#7d8792", "#8a949e", "bar"),
}
"""Lines that a greyscale print keeps apart: whole and broad for what is in force, whole and thin with a mark for what
is done or over, dashes and dots in turn for what rests, dashes for what is promised, dots for what others expect."""

DISPUTED_STYLE = StatusStyle((3, 2), 2.2, "disputed", "#b3261e", "#ff8a80", "cross")
"""Of a disputed tie, whatever its status."""

TIE_STYLES: dict[str, StatusStyle] = {
    **{status.value: style for status, style in STATUS_STYLES.items()},
    "disputed": DISPUTED_STYLE,
}
"""How ties are drawn, by the name of their look."""


def tie_style(status: Status, disputed: bool) -> str:
    """The name of a tie's look: its status, or `disputed`."""
    return "disputed" if disputed else status.value


HOLLOW_EDGE = 1.0
"""A line of ties that only unverified documents report is hollow: this much of colour, in pixels, on each side."""

FADED_OPACITY = 0.5
"""Of a line whose ties were last reported long ago."""
