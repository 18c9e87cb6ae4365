"""How far along results are: done or in force, promised, only expected by others, paused or over, or disputed."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from app.domain.answer import Row
from app.domain.records import Tie
from app.domain.vocabulary import PROMISED, Reliability, Status
from app.report import Report
from app.report.rows import ties_of
from app.report.tables import typed_rows
from app.report.wording import InEachLanguage

DISPUTED = "disputed"
"""The stage of what is disputed, whatever status it is claimed to have: it is never counted as done."""

STAGES: dict[str, InEachLanguage] = {
    "held": ("{} done or in force", "{} erledigt oder in Kraft", "{} en vigueur ou à terme",
             "действует или завершено – {}", "{} सक्रिय या पूर्ण"),
    "promised": ("{} promised", "{} zugesagt", "{} à l’état de promesse", "обещано – {}", "{} वादे के स्तर पर"),
    "expected": ("{} only expected by others", "{} nur von anderen erwartet", "{} en simple attente chez des tiers",
                 "лишь ожидается другими – {}", "{} केवल दूसरों से अपेक्षित"),
    "over": ("{} paused or over", "{} ausgesetzt oder beendet", "{} en suspens ou à l’arrêt",
             "приостановлено или прекращено – {}", "{} स्थगित या समाप्त"),
    DISPUTED: ("{} disputed", "{} umstritten", "{} sujet à contestation|{} sujets à contestation",
               "оспаривается – {}", "{} विवादित"),
}  # fmt: skip
"""What is said of so many results of a stage, in the order in which stages are told."""

STAGE_OF = {
    Status.ACTIVE: "held", Status.COMPLETED: "held", Status.EXPECTED: "expected",
    **dict.fromkeys([status for status in PROMISED if status is not Status.EXPECTED], "promised"),
    Status.SUSPENDED: "over", Status.ENDED: "over",
}  # fmt: skip


@dataclass(frozen=True)
class Stage:
    """The results of an answer that are equally far along: how many, how many of these rest on unverified documents
    alone, and the ties that they are about."""

    name: str
    results: int
    unverified: int
    ties: Sequence[Tie]

    @property
    def documents(self) -> int:
        """How many documents make claims about them."""
        return len({claim.document for tie in self.ties for claim in tie.claims})

    @property
    def reported(self) -> tuple[str, str]:
        """The days (ISO 8601) of the oldest and the newest last word on any of its ties."""
        days = [tie.reported for tie in self.ties]
        return min(days), max(days)


class _Result(NamedTuple):
    ties: Sequence[str]
    is_unverified: bool


def stages(report: Report) -> Iterator[Stage]:
    """The stages that there are results of; none where results have no status."""
    found: defaultdict[str, list[_Result]] = defaultdict(list)
    for row in typed_rows(report):
        if stage := _stage(report, row):
            found[stage].append(_Result(ties_of(row), row.tally()["unverified"] > 0))
    if not report.subgraph.rows:
        for tie in report.subgraph.ties:
            stage = DISPUTED if tie.disputed else STAGE_OF[tie.status]
            found[stage].append(_Result([tie.id], tie.reliability is Reliability.UNVERIFIED))
    for name in STAGES:
        if results := found[name]:
            ties = dict.fromkeys(id for result in results for id in result.ties)
            unverified = sum(result.is_unverified for result in results)
            yield Stage(name, len(results), unverified, [report.ties[id] for id in ties])


def is_disputed(ties: Iterable[Tie]) -> bool:
    """Whether any of some ties is."""
    return any(tie.disputed for tie in ties)


def is_unverified(ties: Sequence[Tie]) -> bool:
    """Whether only unverified documents report some ties."""
    return bool(ties) and all(tie.reliability is Reliability.UNVERIFIED for tie in ties)


def ties_in(report: Report, row: Row) -> Sequence[Tie]:
    """The ties that a row is about."""
    return [report.ties[id] for id in ties_of(row)]


def _stage(report: Report, row: Row) -> str | None:
    """How far along a row is; None where it does not say."""
    status = getattr(row, row.state, None) if row.state else None
    return status and (DISPUTED if is_disputed(ties_in(report, row)) else STAGE_OF[status])
