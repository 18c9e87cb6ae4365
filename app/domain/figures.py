"""How the rows of an answer can be drawn: figures, and the field of a row that each of their channels shows.

A row declares its figures beside its fields, the best first. A channel is named by the field that it shows, of the row
or of the rows within it, as they stand in one line of a table; where a channel has no field, what it shows is left out.
The ties of a line, and the sources that it rests on, are those of its fields as `app/domain/columns.py` marks them.
"""

from collections.abc import Collection, Iterator
from dataclasses import dataclass, fields
from typing import ClassVar, Literal

FigureName = Literal["network", "bars", "matrix", "timeline", "years"]
"""What is drawn of an answer: its entities and ties, amounts, pairs side by side, what happened when, or how many ties
began in which year."""


@dataclass(frozen=True)
class Channels:
    """Channels of a figure, or of a part of one."""

    def shown(self) -> Iterator[tuple[str, str]]:
        """Each channel, and each field that it shows."""
        for channel in fields(self):
            value = getattr(self, channel.name)
            if isinstance(value, Channels):
                yield from value.shown()
            elif value is not None:
                yield from ((channel.name, field) for field in ([value] if isinstance(value, str) else value))


@dataclass(frozen=True)
class Figure(Channels):
    """What an answer can be drawn as, by the name that a reader asks for it."""

    name: ClassVar[FigureName]

    def check(self, row: str, there: Collection[str]) -> None:
        """Raises TypeError where a channel shows what is no field of a row's lines."""
        for channel, field in self.shown():
            if field not in there:
                raise TypeError(
                    f"{row}: its figure {self.name!r} shows {field!r} as {channel}, which is no field of its lines; "
                    f"they have {', '.join(there)}"
                )


@dataclass(frozen=True)
class Network(Figure):
    """Entities, and the ties between them."""

    name = "network"


@dataclass(frozen=True)
class Years(Figure):
    """Ties by the year in which they begin."""

    name = "years"


@dataclass(frozen=True)
class Bars(Figure):
    """A bar for each line, as long as the number `x`, and with a border up to `x2`, which may be open (null).

    Those that are alike in all of `facet` stand together, with a scale of their own, and `y` and `status` tell them
    apart. `count` is how many things are in one, and `hedges` by which words it is not exact.
    """

    name = "bars"

    x: str
    status: str
    y: str | None = None
    x2: str | None = None
    facet: tuple[str, ...] = ()
    count: str | None = None
    hedges: str | None = None


@dataclass(frozen=True)
class Matrix(Figure):
    """A cell for each line, in a row and a column of their own, in the order of the answer.

    A cell has a number, `count`; how many of them have which status, `statuses`; and how many of them are `unverified`.
    """

    name = "matrix"

    row: str
    column: str
    count: str
    statuses: str | None = None
    unverified: str | None = None


@dataclass(frozen=True)
class Span(Channels):
    """From an EDTF date `begin` to another, `end`, by a `status`; without these, each tie of a line from its start to
    its end."""

    begin: str | None = None
    end: str | None = None
    status: str | None = None

    def __post_init__(self) -> None:
        """Raises TypeError for dates without a status."""
        if (self.begin or self.end) and not self.status:
            raise TypeError("a span has a status beside its dates, or else dates and status of its ties")


@dataclass(frozen=True)
class Step(Channels):
    """On a `date`, from a status `before` to one `after`.

    `disputed` says whether it was disputed then; without it, a line is about how its ties stand now. `changed` names
    what changed, and `claims` the claims that say so, whose documents say how exactly the date is known.
    """

    date: str
    before: str
    after: str
    disputed: str | None = None
    changed: str | None = None
    claims: str | None = None


@dataclass(frozen=True)
class TimeAxis(Figure):
    """Lines along one axis of time: a line is a step, or a span where it has no status `before`. `text` says in words
    what each is about."""

    name = "timeline"

    text: str
    span: Span | None = None
    step: Step | None = None

    def __post_init__(self) -> None:
        """Raises TypeError where nothing would lie along the axis."""
        if not self.span and not self.step:
            raise TypeError("an axis of time has spans, steps or both")
