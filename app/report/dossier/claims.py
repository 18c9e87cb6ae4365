"""What single claims say, as lines of a dossier."""

from app.domain.records import Claim, Tie
from app.domain.vocabulary import Stance
from app.report import Report
from app.report.amounts import described
from app.report.citations import publisher
from app.report.spoken_dates import spoken_period


def anchor(claim: Claim) -> str:
    """The name of the place where a claim stands on a page."""
    return f"claim-{claim.id}"


def stance(report: Report, tie: Tie, claim: Claim) -> str:
    """How far along a document says that a tie is, or that it denies the tie, or one thing about it; and if that is our
    reading."""
    if claim.stance is Stance.DISPUTES:
        return denial(report, claim)
    said = claimed(report, tie, claim)
    return f"{said} ({report.words.inferred})" if claim.inferred else said


def denial(report: Report, claim: Claim) -> str:
    """What a disputing claim is: a denial, or our own reading of it; with the attribute that it is about."""
    words = report.words
    said = words.does_not_fit if claim.inferred else words.denied
    return f"{said} ({words.attributes[claim.about]})" if claim.about else said


def claimed(report: Report, tie: Tie, claim: Claim) -> str:
    """The status that a claim gives, which of a disputed tie is no more than claimed; empty where it gives none."""
    return report.told(claim.status, tie.disputed) if claim.status else ""


def last_word(report: Report, tie: Tie) -> Claim:
    """The claim that a tie's status rests on, whose date is that of the last word on it: `December 2025`, of which the
    tie has the last day."""
    return next(claim for claim in report.supporting(tie) if claim.known == tie.reported)


def given(report: Report, claim: Claim) -> str:
    """What a claim gives beside: dates, money, place and office, `June 2024; over USD 90 million (grant, 5 years)`."""
    lang = report.options.lang
    parts = [
        spoken_period(claim.start, claim.end, lang),
        described(claim.amount, claim.share, lang),
        claim.place or "",
        claim.office or "",
    ]
    return "; ".join(part for part in parts if part)


def source(report: Report, claim: Claim) -> str:
    """The document of a claim: its number, who answers for it, and how far it can be trusted."""
    document = report.documents[claim.document]
    named = [name] if (name := publisher(document)) else []
    return f"{report.citing([claim.document])} {', '.join([*named, report.words.reliabilities[claim.reliability]])}"
