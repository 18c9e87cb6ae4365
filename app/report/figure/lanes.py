"""Rows as what stands along an axis of time: each tie from when it began to when it ended, and each change."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from app.domain.records import Tie
from app.domain.styles import TIE_STYLES, tie_style
from app.domain.ties import OLD_YEARS
from app.domain.vocabulary import Reliability, Status
from app.queries.evidence import Change, TimelineEvent
from app.report import Report
from app.report.figure.moments import Time, time_of
from app.report.figure.selection import LineLook
from app.report.tables import typed_rows
from app.report.terms import own_word


@dataclass(frozen=True)
class Lane:
    """What happened to a tie, when, and how it looks; `rows` are how many rows of the answer say so.

    A change has the name of the look `before` it, empty where there was none; None is no change.
    """

    date: str
    said: str
    time: Time
    tie: Tie
    status: Status
    style: str
    hollow: bool = False
    faded: bool = False
    before: str | None = None
    rows: int = 1

    @property
    def look(self) -> LineLook:
        """How its line is drawn."""
        return LineLook(TIE_STYLES[self.style], self.hollow, self.faded)

    @property
    def order(self) -> tuple[int, int, str, bool, int]:
        """By date, an exact one first, and of one date the firmest first."""
        first = self.time.moments[0]
        return first.first, first.last, self.date, self.style == "disputed", -self.status.strength


def lanes_of(report: Report) -> list[Lane]:
    """A lane for each tie that began or ended, and for each change, by date."""
    rows = typed_rows(report)
    events = [row for row in rows if isinstance(row, TimelineEvent)]
    lasting = Counter(event.tie for event in events if event.what in ("start", "end"))
    lanes = [
        *(_lasting(report, report.ties[id], count) for id, count in lasting.items()),
        *(_reported(report, event) for event in events if event.what == "status"),
        *(_changed(report, row) for row in rows if isinstance(row, Change)),
    ]
    return sorted(lanes, key=lambda lane: lane.order)


def _lasting(report: Report, tie: Tie, rows: int) -> Lane:
    """A tie from its start to its end."""
    lasts = tie.status not in (Status.COMPLETED, Status.ENDED)  # no later word is needed on what is done
    return Lane(
        report.dates(tie), _said(report, tie, report.brief(tie, dated=False), report.documents_of([tie])),
        time_of(tie.start, tie.end, lasts), tie, tie.status, tie_style(tie.status, tie.disputed),
        hollow=tie.reliability is Reliability.UNVERIFIED, faded=lasts and report.is_dated(tie, OLD_YEARS), rows=rows,
    )  # fmt: skip


def _reported(report: Report, event: TimelineEvent) -> Lane:
    """Another status that documents report."""
    tie, date = report.ties[event.tie], event.date or event.day
    assert event.before and date, "what changed was there before, on a day"
    was_disputed = event.before is event.status and not event.disputed
    went = f"{report.told(event.before, was_disputed)} → {report.told(event.status, event.disputed)}"
    return Lane(
        report.date(date), _said(report, tie, went, event.documents), time_of(date, None, False),
        tie, event.status, tie_style(event.status, event.disputed), before=tie_style(event.before, was_disputed),
    )  # fmt: skip


def _changed(report: Report, row: Change) -> Lane:
    """What became known of a tie: how it stood before, and how it stands."""
    tie, date = report.ties[row.tie], _published(report, row)
    was_disputed = tie.disputed is not ("disputed" in row.changed)
    now = ", ".join([report.told(row.now, tie.disputed), *report.doubts(tie)])
    if row.before and (row.before, was_disputed) != (row.now, tie.disputed):
        now = f"{report.told(row.before, was_disputed)} → {now}"
    # the status says these itself
    changed = [aspect for aspect in row.changed if aspect not in ("status", "disputed", *tie.doubts)]
    beside = ", ".join(own_word("changed", aspect, report.options.lang) for aspect in changed)
    said = f"{now} ({beside})" if beside else now
    documents = [report.claims[id].document for id in row.claims] or report.documents_of([tie])
    return Lane(
        report.date(date), _said(report, tie, said, documents), time_of(date, None, False),
        tie, row.now, tie_style(row.now, tie.disputed), hollow=row.reliability is Reliability.UNVERIFIED,
        before=tie_style(row.before, was_disputed) if row.before else "",
    )  # fmt: skip


def _published(report: Report, row: Change) -> str:
    """The date of a change, no more exact than that of its document; else the day on which it fell due, or came."""
    claims = (report.claims[id] for id in row.claims)
    return next((claim.published for claim in claims if claim.known == row.day), row.day)


def _said(report: Report, tie: Tie, state: str, documents: Iterable[str]) -> str:
    """What a tie says and how far along it is, with the numbers of sources, which stay on the line of the last word."""
    sources = report.citing(documents).replace(", ", ",\u2009")
    return f"{report.said(tie)}: {state}\u00a0{sources}".rstrip()
