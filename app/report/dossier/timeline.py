"""What happened to ties when, each event with how far along its tie is: of a plan the date is a plan as well."""

from collections.abc import Iterator
from functools import partial
from typing import NamedTuple

from app.domain.records import Tie
from app.domain.ties import tie_as_of
from app.queries.evidence import TimelineEvent, events
from app.report import Report
from app.report.dossier.words import say
from app.report.headings import heading
from app.report.sections import Section, grid
from app.report.terms import own_word


class _Event(NamedTuple):
    """What happened, and to which tie."""

    what: TimelineEvent
    tie: Tie


def timeline(report: Report) -> Iterator[Section]:
    """The events of all ties by date, if any has one."""
    lang = report.options.lang
    found = [_Event(event, tie) for tie in report.subgraph.ties for event in events(tie)]
    found.sort(key=lambda one: (one.what.day or "", one.what.what, one.tie.id))
    above = [heading("date", lang), heading("tie", lang), say("event", lang), heading("sources", lang)]
    if made := grid(above, found, partial(_line, report)):
        yield Section(say("timeline", lang), note=say("timeline_note", lang), grid=made)


def _line(report: Report, event: _Event) -> list[str]:
    what, tie = event
    sources = report.citing(what.documents) or report.cited([tie])
    return [report.date(what.date or what.day or ""), report.said(tie), _said(report, event), sources]


def _said(report: Report, event: _Event) -> str:
    """`start: planned, overdue`, or `new status: planned → active`."""
    lang, what = report.options.lang, event.what
    name = own_word("what", what.what, lang)
    if what.what != "status" or not what.day:
        return lang.labelled(name, report.brief(event.tie))
    then = tie_as_of(event.tie, what.day)
    assert then, "what happened to it was known then"
    state = report.brief(then, dated=False)
    before = f"{report.words.statuses[what.before]} → " if what.before and what.before is not what.status else ""
    return lang.labelled(name, f"{before}{state}")
