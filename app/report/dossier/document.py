"""The dossier of a document: what it is, and what it claims in reading order, beside what all documents say of
the same."""

from collections.abc import Iterator
from functools import partial
from typing import NamedTuple

from babel.lists import format_list

from app.domain.records import Claim, Document, Tie
from app.report import Report, in_brackets, keys
from app.report.citations import publisher, reference
from app.report.dossier.claims import anchor, given, stance
from app.report.dossier.words import say
from app.report.findings import sentence_in_full
from app.report.headings import heading
from app.report.sections import Fact, Section, fact, grid
from app.report.terms import language, own_word, word


class _Assertion(NamedTuple):
    """What a document says once, of one tie or of several that differ in who is their subject: the claims, each with
    its tie."""

    made: list[tuple[Tie, Claim]]

    @property
    def last(self) -> tuple[Tie, Claim]:
        """One that stands for all."""
        return self.made[-1]


def opening(report: Report, document: Document) -> str:
    """The document as it is cited, and how far along all is that it speaks of."""
    lang = report.options.lang
    known = say("known", lang, day=report.date(report.day), said=sentence_in_full(report))
    return f"{report.citing([document.id])} {reference(document, lang)} {known}"


def sections(report: Report, document: Document) -> Iterator[Section]:
    """Facts, and the claims in reading order, each with what all documents make of it where that is something else."""
    yield Section(facts=list(_facts(report, document)))
    lang = report.options.lang
    ends = f"{heading('from', lang)} – {heading('to', lang)}"
    above = [heading("relation", lang), ends, heading("says", lang), say("given", lang), say("now", lang)]
    claimed = grid(above, _assertions(report, document), partial(_line, report), _places)
    yield Section(say("claims", lang), grid=claimed, below_figure=True)


def _line(report: Report, made: _Assertion) -> list[str]:
    """A claim: whom it is about, what it says and where, and what all documents make of it."""
    tie, claim = made.last
    subjects = format_list([report.name(tie.subject) for tie, _ in made.made], locale=report.options.lang.value)
    ends = f"{subjects} – {report.name(tie.object)}{in_brackets(tie)}"
    status = "; ".join(part for part in (stance(report, tie, claim), given(report, claim)) if part)
    said = f"{claim.says} ({claim.where})"
    return [report.words.relations[tie.relation], ends, said, status, _now(report, tie, claim)]


def _places(assertion: _Assertion) -> list[str]:
    return [anchor(claim) for _, claim in assertion.made]


def _facts(report: Report, document: Document) -> Iterator[Fact]:
    lang = report.options.lang
    yield from fact(heading("kind", lang), word(document.kind, lang))
    yield from fact(heading("reliability", lang), report.words.reliabilities[document.reliability])
    yield from fact(heading("publisher", lang), publisher(document))
    yield from fact(heading("published", lang), report.date(document.published))
    yield from fact(heading("language", lang), language(document.language, lang) if document.language else None)
    yield from fact(heading("url", lang), document.url, document.url)
    yield from fact(heading("note", lang), document.note)
    yield from fact(heading("id", lang), document.id)


def _assertions(report: Report, document: Document) -> list[_Assertion]:
    """What it says, in its own order; what it says of several ties at once stands there once."""
    found = dict[tuple[str, ...], list[tuple[Tie, Claim]]]()
    for tie in report.subgraph.ties:
        for claim in tie.claims:
            if claim.document == document.id:
                alike = (tie.relation, tie.object, tie.topic or "", claim.says, claim.where, stance(report, tie, claim),
                         given(report, claim), keys.without_links(report.status(tie)))  # fmt: skip
                found.setdefault(alike, []).append((tie, claim))
    return sorted(map(_Assertion, found.values()), key=lambda said: said.last[1].position)


def _now(report: Report, tie: Tie, claim: Claim) -> str:
    """How far along all documents have it, or that it is the same, and which these are."""
    now = keys.without_links(report.status(tie))
    same = own_word("how", "same", report.options.lang)
    said = same if now == stance(report, tie, claim) else now
    return f"{report.link('ties', tie.id, said)} {report.cited([tie])}"
