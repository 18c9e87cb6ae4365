"""Ties as lines of a dossier: whom they join, how far along they are, and how that is known."""

from collections.abc import Iterator
from functools import partial

from app.domain.records import Tie
from app.report import Report
from app.report.amounts import with_money
from app.report.dossier.claims import last_word
from app.report.dossier.words import say
from app.report.headings import heading
from app.report.sections import Section, grid


def heads(report: Report, *first: str) -> list[str]:
    """What stands above the columns of ties."""
    lang = report.options.lang
    return [*(heading(name, lang) for name in (*first, "status", "dates", "reported")), say("sources", lang)]


def cells(report: Report, tie: Tie) -> list[str]:
    """How far along a tie is, when it is, and how that is known."""
    sources = f"{report.words.reliabilities[tie.reliability]} {report.cited([tie])}"
    return [report.status(tie), report.dates(tie), report.date(last_word(report, tie).published), sources]


def line(report: Report, tie: Tie) -> list[str]:
    """A tie with both its ends."""
    return [with_money(report, tie, report.said(tie)), *cells(report, tie)]


def disputed(report: Report, below_figure: bool) -> Iterator[Section]:
    """The ties that sources deny which are as good as those that claim them."""
    lang, ties = report.options.lang, [tie for tie in report.subgraph.ties if tie.disputed]
    if found := grid(heads(report, "claim"), ties, partial(line, report)):
        yield Section(say("disputed", lang), note=say("disputed_note", lang), grid=found, below_figure=below_figure)
