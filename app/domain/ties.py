"""Ids of ties, and how a tie follows from its claims."""

from collections.abc import Iterable, Sequence
from typing import Any

from app.domain.conflicts import conflicts
from app.domain.dates import last_day, years_before
from app.domain.records import Claim, Tie
from app.domain.vocabulary import PROMISED, RELATIONS, Relation, Reliability, Stance, Standing, Status

OLD_YEARS = 3
"""After so many years the last word on a tie is old: its line is faded, and a reviewer is asked for a newer one."""


def tie_id(relation: Relation, subject: str, object: str, topic: str | None = None) -> str:
    """The id of a tie; the two ends of a symmetric relation may come in either order."""
    if RELATIONS[relation].symmetric:
        subject, object = sorted((subject, object))
    parts = (subject, relation.lower().replace("_", "-"), object, topic)
    return "--".join(part for part in parts if part)


def tie_parts(id: str) -> tuple[Relation, str, str, str | None]:
    """Relation, subject, object and topic of a tie, by its id: no slug has the double hyphen that joins them."""
    subject, relation, object, *topic = id.split("--")
    return Relation(relation.replace("-", "_").upper()), subject, object, topic[0] if topic else None


def is_tie_id(id: str) -> bool:
    """Whether an id is a tie's: those have the double hyphen that no slug has."""
    return "--" in id


def paying(tie: Tie) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Ids of who pays the money of a tie, and of who is paid; those who trade pay each other."""
    ends = (tie.subject,), (tie.object,)
    if RELATIONS[tie.relation].symmetric:
        ends = ((tie.subject, tie.object),) * 2
    amount = tie.amount
    return (
        (amount.payer,) if amount and amount.payer else ends[0],
        (amount.payee,) if amount and amount.payee else ends[1],
    )


def derive_tie(relation: Relation, subject: str, object: str, topic: str | None, claims: Iterable[Claim]) -> Tie | None:
    """The tie that follows from its claims, in any order; None when none of them supports it.

    Claims of documents that somebody answers for decide; unverified ones only where there is no other, so that no
    blog undoes a treaty. Of those that decide the newest counts, and of one day the least far along: a reader must
    never take a forecast for a fact. Dates, place and amount are the first that they give, in the same order, then by
    document and place in it. A treaty signed in 2024 that a blog of 2026 calls planned is still `active`, without the
    date that the blog gives.

    `overdue` is false; see `on_day`.
    """
    ordered = sorted(claims, key=_newest_first)
    supporting = [claim for claim in ordered if claim.stance is Stance.SUPPORTS]
    if not supporting:
        return None
    if RELATIONS[relation].symmetric:
        subject, object = sorted((subject, object))
    reliability = min((claim.reliability for claim in supporting), key=lambda one: one.rank)
    deciding = [claim for claim in supporting if claim.reliability.is_answerable == reliability.is_answerable]
    disputing = [claim for claim in ordered if claim.stance is Stance.DISPUTES]
    standing = _standing(reliability, [claim for claim in disputing if not claim.about])
    status, reported = deciding[0].status, deciding[0].known
    assert status is not None, "a supporting claim has a status"
    start, end = _first_given(deciding, "start"), _first_given(deciding, "end")
    return Tie(
        id=tie_id(relation, subject, object, topic), relation=relation, subject=subject, object=object, topic=topic,
        status=status, standing=standing, disputed=standing is Standing.DISPUTED, reliability=reliability,
        documents=len({claim.document for claim in supporting}),
        publishers=len({claim.publisher for claim in supporting}), reported=reported,
        technologies=tuple(sorted({field for claim in supporting for field in claim.technologies})),
        start=start, end=end, due=_due(status, start or end, reported), overdue=False,
        place=_first_given(deciding, "place"), amount=_first_given(deciding, "amount"),
        share=_first_given(deciding, "share"),
        office=_first_given(deciding, "office"),
        conflicts=conflicts(deciding, disputing), claims=tuple(ordered),
    )  # fmt: skip


def tie_as_of(tie: Tie, day: str) -> Tie | None:
    """The tie as the documents published by a day (ISO 8601) describe it, on that day; None when none did yet."""
    return tie_of(tie, [claim for claim in tie.claims if claim.known <= day], day)


def tie_of(tie: Tie, claims: Sequence[Claim], day: str) -> Tie | None:
    """The tie as some of its claims describe it, on a day (ISO 8601); None when none of them supports it."""
    if len(claims) < len(tie.claims):
        then = derive_tie(tie.relation, tie.subject, tie.object, tie.topic, claims)
        return then and on_day(then, day)
    return on_day(tie, day)


def on_day(tie: Tie, day: str) -> Tie:
    """A tie with whether it is overdue on a day (ISO 8601)."""
    overdue = tie.due is not None and tie.due < day
    return tie if tie.overdue == overdue else tie.model_copy(update={"overdue": overdue})


def is_older(tie: Tie, years: int, day: str) -> bool:
    """Whether the word that a tie's status rests on is older than some years on a day (ISO 8601)."""
    return tie.reported < years_before(day, years)


def _standing(support: Reliability, disputing: Sequence[Claim]) -> Standing:
    """Only who is answered for as much as the best support undoes a tie; a lesser denial is shown beside it."""
    if not disputing:
        return Standing.UNDISPUTED
    if support.is_answerable and not any(claim.reliability.is_answerable for claim in disputing):
        return Standing.CONTESTED
    return Standing.DISPUTED


def _due(status: Status, date: str | None, reported: str) -> str | None:
    """The last day that a date (EDTF) can mean, by which a promise was to be kept; None for all that is no promise.

    What was reported on that day or later has had a later word: a fund announced in August for July 2024.
    """
    if date is None or status not in PROMISED:
        return None
    due = last_day(date)
    return due if reported < due else None


def _newest_first(claim: Claim) -> tuple[int, int, str, int]:
    """By day, the least far along of one day, then by document and place in it: never by how a claim is worded."""
    status = claim.status.rank if claim.status else len(Status)
    return -int(claim.known.replace("-", "")), status, claim.document, claim.position


def _first_given(claims: Sequence[Claim], field: str) -> Any:
    return next((value for claim in claims if (value := getattr(claim, field)) is not None), None)
