"""Rows as what stands along an axis of time: spans, from when they begin to when they end, and steps from a status to
another."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from app.domain.figures import Span, Step, TimeAxis
from app.domain.records import Tie
from app.domain.styles import TIE_STYLES, tie_style
from app.domain.ties import OLD_YEARS
from app.domain.vocabulary import Status
from app.report import Report
from app.report.figure.datum import Datum, data_of
from app.report.figure.moments import Time, time_of
from app.report.figure.selection import LineLook
from app.report.spoken_dates import spoken_period
from app.report.stages import is_disputed, is_unverified
from app.report.terms import own_word


@dataclass(frozen=True)
class Lane:
    """What happened when, to which ties, and how it looks; `rows` are how many rows of the answer say so.

    A step has the name of the look `before` it, empty where there was none; None is a span.
    """

    date: str
    said: str
    time: Time
    ties: Sequence[str]
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


class _Spanned(NamedTuple):
    """What begins and ends, at EDTF dates, with how far along it is, its ties and its sources."""

    text: str
    begin: str | None
    end: str | None
    status: Status
    ties: tuple[str, ...]
    sources: str


def lanes_of(report: Report, channels: TimeAxis) -> tuple[list[Lane], int]:
    """A lane for each span and each step, by date, and how many rows have no date."""
    steps, spans, step, span = list[Lane](), Counter[_Spanned](), channels.step, channels.span
    for datum in data_of(report):
        if step and (datum.value(step.before) or not span):
            steps.append(_step(datum, channels.text, step))
        elif span:
            spans.update(_spanned(datum, channels.text, span))
    lanes = [*(_span(report, spanned, rows) for spanned, rows in spans.items()), *steps]
    dated = [lane for lane in lanes if lane.time.moments]
    return sorted(dated, key=lambda lane: lane.order), sum(lane.rows for lane in lanes if not lane.time.moments)


def _spanned(datum: Datum, text: str, span: Span) -> Iterator[_Spanned]:
    """What of a line begins and ends: what it is about, or else each of its ties, once for all lines that say so."""
    report = datum.report
    if span.begin or span.end:
        begin, end, status = (datum.value(field) for field in (span.begin, span.end, span.status))
        yield _Spanned(datum.text(text), begin, end, status, tuple(tie.id for tie in datum.ties), datum.sources)
    else:
        for tie in datum.ties:
            yield _Spanned(report.said(tie), tie.start, tie.end, tie.status, (tie.id,), report.cited([tie]))


def _span(report: Report, spanned: _Spanned, rows: int) -> Lane:
    """From the beginning to the end."""
    ties, status = [report.ties[id] for id in spanned.ties], spanned.status
    disputed = is_disputed(ties)
    lasts = status not in (Status.COMPLETED, Status.ENDED)  # no later word is needed on what is done
    state = ", ".join([report.told(status, disputed), *_doubts(report, ties)])
    return Lane(
        spoken_period(spanned.begin, spanned.end, report.options.lang), _said(spanned.text, state, spanned.sources),
        time_of(spanned.begin, spanned.end, lasts), spanned.ties, status, tie_style(status, disputed),
        hollow=is_unverified(ties), faded=lasts and _is_old(report, ties), rows=rows,
    )  # fmt: skip


def _step(datum: Datum, text: str, step: Step) -> Lane:
    """From one status to another: as it stood then, or as it stands now, with all that makes that less sure."""
    report, ties, date = datum.report, datum.ties, _date(datum, step)
    before, after = datum.value(step.before), datum.value(step.after)
    is_now = step.disputed is None
    disputed = is_disputed(ties) if is_now else datum.value(step.disputed)
    changed: Sequence[str] = datum.value(step.changed) or ()
    was_disputed = disputed is not ("disputed" in changed) if step.changed else before is after and not disputed
    state = ", ".join([report.told(after, disputed), *(_doubts(report, ties) if is_now else ())])
    if before and (before, was_disputed) != (after, disputed):
        state = f"{report.told(before, was_disputed)} → {state}"
    if beside := ", ".join(_beside(datum, step)):
        state = f"{state} ({beside})"
    return Lane(
        report.date(date) if date else "", _said(datum.text(text), state, datum.sources), time_of(date, None, False),
        [tie.id for tie in ties], after, tie_style(after, disputed), hollow=is_now and is_unverified(ties),
        before=tie_style(before, was_disputed) if before else "",
    )  # fmt: skip


def _beside(datum: Datum, step: Step) -> Iterator[str]:
    """What else changed than what the status and its doubts say themselves."""
    in_status = {"status", "disputed", *(doubt for tie in datum.ties for doubt in tie.doubts)}
    for aspect in datum.value(step.changed) or ():
        if step.changed and aspect not in in_status:
            yield own_word(step.changed, aspect, datum.report.options.lang)


def _date(datum: Datum, step: Step) -> str | None:
    """The date of a step, no more exact than that of the document of a claim that was made then."""
    day, claims = datum.value(step.date), (datum.report.claims[id] for id in datum.value(step.claims) or ())
    return next((claim.published for claim in claims if claim.known == day), day)


def _doubts(report: Report, ties: Sequence[Tie]) -> list[str]:
    return list(dict.fromkeys(doubt for tie in ties for doubt in report.doubts(tie)))


def _is_old(report: Report, ties: Sequence[Tie]) -> bool:
    return bool(ties) and all(report.is_dated(tie, OLD_YEARS) for tie in ties)


def _said(text: str, state: str, sources: str) -> str:
    """What it is about and how far along, with the numbers of sources, which stay on the line of the last word."""
    close = sources.replace(", ", ",\u2009")
    return f"{text}: {state}\u00a0{close}".rstrip()
