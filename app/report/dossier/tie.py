"""The dossier of a tie: what it says and how sure that is, and each claim on it, the newest first."""

from collections.abc import Iterator
from functools import partial

from app.domain.records import Claim, Tie
from app.report import Report
from app.report.amounts import described
from app.report.dossier.claims import anchor, given, last_word, source, stance
from app.report.dossier.words import say
from app.report.headings import heading
from app.report.sections import Fact, Section, fact, grid
from app.report.terms import word


def name(report: Report, tie: Tie) -> str:
    """What stands in its title: who does what with whom, and never without how far along that is."""
    return report.options.lang.labelled(report.said(tie), report.brief(tie))


def opening(report: Report, tie: Tie) -> str:
    """The tie as a sentence, with its sources."""
    return f"{report.sentence(tie)} {report.cited([tie])}."


def sections(report: Report, tie: Tie) -> Iterator[Section]:
    """Facts, and the claims."""
    yield Section(facts=list(_facts(report, tie)))
    lang = report.options.lang
    above = [heading("published", lang), heading("document", lang), say("given", lang), say("given_beside", lang),
             heading("says", lang), heading("where", lang)]  # fmt: skip
    claims = grid(above, tie.claims, partial(_line, report, tie), lambda claim: [anchor(claim)])
    yield Section(report.words.claims, grid=claims, below_figure=True)


def _line(report: Report, tie: Tie, claim: Claim) -> list[str]:
    """A claim: when and by whom it was made, how far along it says that the tie is, and in what words."""
    published, by = report.date(claim.published), source(report, claim)
    return [published, by, stance(report, tie, claim), given(report, claim), claim.says, claim.where]


def _facts(report: Report, tie: Tie) -> Iterator[Fact]:
    lang = report.options.lang
    yield from _how_sure(report, tie)
    yield from fact(heading("conflicts", lang), report.differing(tie))
    yield from fact(heading("dates", lang), report.dates(tie))
    yield from fact(heading("due", lang), report.date(tie.due) if tie.due else None)
    yield from fact(heading("place", lang), tie.place)
    yield from fact(heading("amount", lang), described(tie.amount, tie.share, lang))
    yield from fact(heading("office", lang), tie.office)
    yield from fact(heading("technologies", lang), map(report.name, tie.technologies))
    yield from fact(heading("id", lang), tie.id)


def _how_sure(report: Report, tie: Tie) -> Iterator[Fact]:
    """Its status, since when, who says so, and who denies it."""
    lang, supporting = report.options.lang, report.supporting(tie)
    first = min(supporting, key=lambda claim: claim.known)
    last = [claim.document for claim in supporting if claim.known == tie.reported]
    newest = report.date(last_word(report, tie).published)
    yield from fact(heading("status", lang), report.brief(tie))
    yield from fact(say("first_reported", lang), f"{report.date(first.published)} {report.citing([first.document])}")
    yield from fact(heading("reported", lang), f"{newest} {report.citing(last)}")
    yield from fact(heading("standing", lang), "; ".join([word(tie.standing, lang), *report.denials(tie)]))
    yield from fact(heading("best_reliability", lang), report.words.reliabilities[tie.reliability])
    yield from fact(heading("supporting_documents", lang), str(tie.documents))
    yield from fact(heading("publishers", lang), str(tie.publishers))
