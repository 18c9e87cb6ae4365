"""What a figure shows: the best connected entities, and ties between the same two drawn together as one line."""

from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from app.domain.records import Entity, Tie
from app.domain.styles import DISPUTED_STYLE, STATUS_STYLES, StatusStyle
from app.domain.ties import OLD_YEARS
from app.domain.vocabulary import Reliability, Standing, Status
from app.report import Report, is_mutual

MOST = 60
"""Most entities in one figure; with more, no label could be read."""


@dataclass(frozen=True)
class LineLook:
    """How a line is drawn: in the style of a status, hollow or whole, faded or not."""

    style: StatusStyle
    hollow: bool = False
    faded: bool = False

    @property
    def crossed(self) -> bool:
        """Whether a cross stands on it."""
        return self.style is DISPUTED_STYLE


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
        return LineLook(DISPUTED_STYLE if self.disputed else STATUS_STYLES[self.status], self.hollow, self.faded)

    @property
    def style(self) -> str:
        """The name of the look: a status, or `disputed`."""
        return "disputed" if self.disputed else self.status.value


@dataclass(frozen=True)
class Selection:
    """What is drawn, and how many entities and ties are not."""

    entities: Sequence[Entity]
    bundles: Sequence[Bundle]
    entities_left_out: int
    ties_left_out: int


def select(report: Report) -> Selection:
    """The entities to draw, at most MOST of them, and the ties between them in bundles."""
    kept = _best_connected(list(report.entities), report.subgraph.ties)
    entities = [entity for entity in report.subgraph.entities if entity.id in kept]
    ties = [tie for tie in report.subgraph.ties if tie.subject in kept and tie.object in kept]
    return Selection(
        entities, _bundled(report, ties), len(report.entities) - len(entities), len(report.subgraph.ties) - len(ties)
    )


def _best_connected(ids: Sequence[str], ties: Sequence[Tie]) -> set[str]:
    """All entities up to MOST; of more, those that remain when the least connected goes first, again and again."""
    near: defaultdict[str, set[str]] = defaultdict(set)
    for tie in ties:
        near[tie.subject].add(tie.object)
        near[tie.object].add(tie.subject)
    total = Counter(end for tie in ties for end in (tie.subject, tie.object))
    kept = dict.fromkeys(ids)
    while len(kept) > MOST:
        # of equals the last: answers begin with what was asked for
        least = min(reversed(kept), key=lambda id: (len(near[id]), total[id]))
        del kept[least]
        for other in near.pop(least, ()):
            near[other].discard(least)
    return set(kept)


def _bundled(report: Report, ties: Sequence[Tie]) -> list[Bundle]:
    groups: defaultdict[tuple[str, str, bool, Status, bool, bool, bool, bool], list[Tie]] = defaultdict(list)
    for tie in ties:
        status = Status.ACTIVE if tie.disputed else tie.status
        contested, unverified = tie.standing is Standing.CONTESTED, tie.reliability is Reliability.UNVERIFIED
        look = (status, tie.disputed, contested, unverified, report.is_dated(tie, OLD_YEARS))
        groups[tie.subject, tie.object, is_mutual(tie), *look].append(tie)
    return [Bundle(*key, group) for key, group in groups.items()]
