"""The money of an entity: sums by direction, currency, kind, time and status, so that no promise adds to a payment."""

from collections.abc import Iterator, Sequence
from functools import partial
from typing import NamedTuple

from app.domain.records import Tie
from app.domain.ties import paying
from app.queries.analysis import total
from app.report import Report
from app.report.amounts import period_text, sum_text
from app.report.dossier.words import say
from app.report.headings import heading
from app.report.sections import Section, grid
from app.report.terms import word

_DIRECTIONS = {(True, False): "pays", (False, True): "paid", (True, True): "mutual", (False, False): "elsewhere"}
"""What money is to an entity, by whether it is among those who pay, and among those who are paid."""


class _Sum(NamedTuple):
    """Money that adds up, with the ties that it is of."""

    direction: str
    ties: Sequence[Tie]


def money(report: Report, id: str) -> Iterator[Section]:
    """The sums, if there is any money; that of disputed ties counts for nothing."""
    lang = report.options.lang
    above = [heading("direction", lang), heading("amount", lang), heading("status", lang), say("for", lang),
             heading("sources", lang)]  # fmt: skip
    if found := grid(above, _sums(report, id), partial(_line, report, id)):
        yield Section(say("money", lang), note=say("money_note", lang), grid=found)


def _line(report: Report, id: str, one: _Sum) -> list[str]:
    purposes = "; ".join(dict.fromkeys(_purpose(report, tie, id) for tie in one.ties))
    direction, oldest = say(one.direction, report.options.lang), min(one.ties, key=lambda tie: tie.reported)
    return [direction, _sum_text(report, one.ties), report.brief(oldest), purposes, report.cited(one.ties)]


def _sums(report: Report, id: str) -> list[_Sum]:
    """What adds up; a sum of several together, and one for each of several, is no part of another."""
    groups = dict[tuple[str, tuple[object, ...]], list[Tie]]()
    for tie in report.subgraph.ties:
        if tie.amount and not tie.disputed:
            payers, payees = paying(tie)
            direction = _DIRECTIONS[id in payers, id in payees]
            apart = tie.amount.joint or (tie.id if tie.amount.per else None)
            alike = (tie.amount.currency, tie.amount.kind, tie.amount.period, tie.status, tie.doubts, apart)
            groups.setdefault((direction, alike), []).append(tie)
    order = list(_DIRECTIONS.values())
    found = [_Sum(direction, ties) for (direction, _), ties in groups.items()]
    return sorted(found, key=lambda one: (order.index(one.direction), -one.ties[0].status.strength))


def _sum_text(report: Report, ties: Sequence[Tie]) -> str:
    """What they come to, with its kind and time: `over USD 90 million (grant, 5 years)`."""
    lang, amount = report.options.lang, ties[0].amount
    assert amount, "these are the ties that have one"
    beside = [word(amount.kind, lang)] if amount.kind else []
    beside += [period_text(amount.period, lang)] if amount.period else []
    beside += [say("joint", lang)] if amount.joint else []
    text = sum_text(dict(total(ties)), lang)
    return f"{text} ({', '.join(beside)})" if beside else text


def _purpose(report: Report, tie: Tie, id: str) -> str:
    """With whom or what the tie is; of one between others, both."""
    return " – ".join(report.name(end) for end in (tie.subject, tie.object) if end != id)
