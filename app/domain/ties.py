"""Ids of ties, and how a tie follows from its claims."""

from collections.abc import Iterable, Sequence
from typing import Any

from app.domain.records import Claim, Tie
from app.domain.vocabulary import RELATIONS, Relation, Stance, Status


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


def derive_tie(relation: Relation, subject: str, object: str, topic: str | None, claims: Iterable[Claim]) -> Tie | None:
    """The tie that follows from its claims, in any order; None when none of them supports it.

    The status is that of the newest supporting claim. Of claims published on the same day the least far along
    counts: a reader must never take a forecast for a fact. The same order decides on dates, place and amount.
    """
    ordered = sorted(claims, key=_newest_first)
    supporting = [claim for claim in ordered if claim.stance is Stance.SUPPORTS]
    if not supporting:
        return None
    if RELATIONS[relation].symmetric:
        subject, object = sorted((subject, object))
    status = supporting[0].status
    assert status is not None, "a supporting claim has a status"
    return Tie(
        id=tie_id(relation, subject, object, topic), relation=relation, subject=subject, object=object, topic=topic,
        status=status, disputed=len(supporting) < len(ordered),
        technologies=tuple(sorted({field for claim in supporting for field in claim.technologies})),
        start=_first_given(supporting, "start"), end=_first_given(supporting, "end"),
        place=_first_given(supporting, "place"), amount=_first_given(supporting, "amount"),
        claims=tuple(ordered),
    )  # fmt: skip


def tie_as_of(tie: Tie, day: str) -> Tie | None:
    """The tie as the documents published by a day (ISO 8601) describe it; None when none did yet."""
    known = [claim for claim in tie.claims if claim.known <= day]
    if len(known) == len(tie.claims):
        return tie
    return derive_tie(tie.relation, tie.subject, tie.object, tie.topic, known)


def _newest_first(claim: Claim) -> tuple[int, int, str]:
    status = claim.status.rank if claim.status else len(Status)
    return -int(claim.known.replace("-", "")), status, claim.id


def _first_given(claims: Sequence[Claim], field: str) -> Any:
    return next((value for claim in claims if (value := getattr(claim, field)) is not None), None)
