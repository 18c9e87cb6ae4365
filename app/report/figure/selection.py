"""What a figure shows: entities, and ties between the same two drawn together as one line."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from app.domain.records import Entity, Tie
from app.domain.styles import TIE_STYLES, StatusStyle, tie_style
from app.domain.ties import OLD_YEARS
from app.domain.vocabulary import Reliability, Standing, Status
from app.report import Report, is_mutual


@dataclass(frozen=True)
class LineLook:
    """How a line is drawn: in the style of a status, hollow or whole, faded or not."""

    style: StatusStyle
    hollow: bool = False
    faded: bool = False


@dataclass(frozen=True)
class Bundle:
    """Ties between the same two entities, in the same direction and with the same look: one line.

    It is `hollow` where all that supports them is unverified, and `faded` where they were last reported long ago.
    """

    subject: str
    object: str
    mutual: bool
    status: Status
    disputed: bool
    contested: bool
    hollow: bool
    faded: bool
    ties: Sequence[Tie]

    @property
    def look(self) -> LineLook:
        """How the line is drawn."""
        return LineLook(TIE_STYLES[self.style], self.hollow, self.faded)

    @property
    def style(self) -> str:
        """The name of the look: a status, or `disputed`."""
        return tie_style(self.status, self.disputed)


@dataclass(frozen=True)
class Selection:
    """Entities, and the ties between them in bundles."""

    entities: Sequence[Entity]
    bundles: Sequence[Bundle]


def select(report: Report) -> Selection:
    """All entities of an answer, and the ties between them in bundles."""
    return Selection(report.subgraph.entities, _bundled(report, report.subgraph.ties))


def _bundled(report: Report, ties: Sequence[Tie]) -> list[Bundle]:
    groups: defaultdict[tuple[str, str, bool, Status, bool, bool, bool, bool], list[Tie]] = defaultdict(list)
    for tie in ties:
        status = Status.ACTIVE if tie.disputed else tie.status
        contested, unverified = tie.standing is Standing.CONTESTED, tie.reliability is Reliability.UNVERIFIED
        look = (status, tie.disputed, contested, unverified, report.is_dated(tie, OLD_YEARS))
        groups[tie.subject, tie.object, is_mutual(tie), *look].append(tie)
    return [Bundle(*key, group) for key, group in groups.items()]
