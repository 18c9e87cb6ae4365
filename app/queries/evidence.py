"""Questions after the evidence: what documents claim, where they disagree, what changed, and when it happened."""

from collections.abc import Iterable, Mapping
from typing import Any, Literal

from pydantic import Field

from app.domain.answer import Row
from app.domain.dates import first_day, last_day
from app.domain.record_json import RecordJson, read_tie
from app.domain.records import Claim, Tie
from app.domain.ties import tie_as_of
from app.domain.vocabulary import Stance, Status
from app.queries.base import FieldTieQuery, states
from app.queries.parameters import Disputed, DocumentId, EntityId, OneStance, Since


def _tie(ties: Mapping[str, RecordJson]) -> Tie:
    """The one tie of a place."""
    (piece,) = ties.values()
    return read_tie(piece.json)


class Assertion(Row):
    """One claim: which document says what on which tie."""

    claim: str = Field(description="Id of the claim.", examples=["9f1c2ab034de5f67"])
    tie: str = Field(description="Id of the tie.", examples=["isro--co-develops--nisar"])
    document: str = Field(description="Id of the document.", examples=["2025-09-30-nisar-first-images"])
    published: str = Field(description="When the document was published (EDTF).", examples=["2025-09-30"])
    stance: Stance = Field(description="Whether it says that the tie holds.", examples=["supports"])
    status: Status | None = Field(description="How far along it says that the tie is.", examples=["active"])
    says: str = Field(description="What it says, in our own words.", examples=["NISAR sent its first images."])


def _assertion(tie: str, claim: Claim) -> Assertion:
    return Assertion(
        claim=claim.id, tie=tie, document=claim.document, published=claim.published,
        stance=claim.stance, status=claim.status, says=claim.says,
    )  # fmt: skip


class Claims(FieldTieQuery, path="/claims"):
    frame = "pages"
    row = Assertion

    document: DocumentId | None = None
    entity: EntityId | None = None
    stance: OneStance | None = None
    disputed: Disputed = "include"

    def arguments(self) -> dict[str, Any]:
        """With `status` as that of the claim (of its tie, any will do), and the day on which the page begins."""
        every = set(self.status) == set(Status)
        return super().arguments() | {
            "said": None if every else list(self.status),
            "states": states(Status, self.disputed),
            "hidden": states(Status, "only") if self.counts else [],
            "day": self.start[:10],
        }

    def tell(self, place: str, ties: Mapping[str, RecordJson]) -> Row | None:
        """The claim that the place names."""
        tie = _tie(ties)
        return next(_assertion(tie.id, claim) for claim in tie.claims if place.endswith(claim.id))


class Dispute(Row):
    """A tie on which documents disagree, with both sides, the newest claims first."""

    tie: str = Field(description="Id of the tie.", examples=["roscosmos--participates-in--moon-mission-2017"])
    status: Status = Field(description="Status by the side that supports it.", examples=["completed"])
    supports: tuple[Assertion, ...] = Field(description="Claims that it holds.")
    disputes: tuple[Assertion, ...] = Field(description="Claims that it does not.")


class Disputes(FieldTieQuery, path="/disputes"):
    frame = "pages"
    row = Dispute

    entity: EntityId | None = None
    disputed: Disputed = "only"

    def tell(self, place: str, ties: Mapping[str, RecordJson]) -> Row | None:
        """Both sides."""
        tie = _tie(ties)
        supports, disputes = (_side(tie, stance) for stance in (Stance.SUPPORTS, Stance.DISPUTES))
        return Dispute(tie=tie.id, status=tie.status, supports=supports, disputes=disputes)


def _side(tie: Tie, stance: Stance) -> tuple[Assertion, ...]:
    return tuple(_assertion(tie.id, claim) for claim in tie.claims if claim.stance is stance)


Aspect = Literal["new", "status", "disputed", "dates", "amount", "technologies", "claims"]


class Change(Row):
    """How a tie changed since a day."""

    tie: str = Field(description="Id of the tie.", examples=["india--leads--chandrayaan-5"])
    day: str = Field(description="First day after it on which a document told of the tie.", examples=["2025-05-16"])
    changed: tuple[Aspect, ...] = Field(
        description="What changed; `claims` alone where documents say again what was known.", examples=[["status"]]
    )
    before: Status | None = Field(description="Status on the day; null for a new tie.", examples=["planned"])
    now: Status = Field(description="Status after the change.", examples=["active"])
    claims: tuple[str, ...] = Field(description="Ids of the claims made since.", examples=[["9f1c2ab034de5f67"]])


class Changes(FieldTieQuery, path="/changes"):
    frame = "pages"
    row = Change

    since: Since
    disputed: Disputed = "include"

    def arguments(self) -> dict[str, Any]:
        """With the day until which all is known, and the day on which the page begins."""
        return super().arguments() | {"since": last_day(self.since), "day": self.start[:10]}

    def tell(self, place: str, ties: Mapping[str, RecordJson]) -> Row | None:
        """The tie as it was known on the day beside the tie as it is known now."""
        tie, since = _tie(ties), last_day(self.since)
        then = tie_as_of(tie, since)
        fresh = tuple(claim.id for claim in tie.claims if claim.known > since)
        return Change(
            tie=tie.id, day=place.split(" ")[0], changed=tuple(_changed(then, tie)),
            before=then.status if then else None, now=tie.status, claims=fresh,
        )  # fmt: skip


def _changed(then: Tie | None, now: Tie) -> Iterable[Aspect]:
    if then is None:
        return ["new"]
    compared: dict[Aspect, bool] = {
        "status": then.status != now.status,
        "disputed": then.disputed != now.disputed,
        "dates": (then.start, then.end) != (now.start, now.end),
        "amount": then.amount != now.amount,
        "technologies": then.technologies != now.technologies,
    }
    return [aspect for aspect, differs in compared.items() if differs] or ["claims"]


class TimelineEvent(Row):
    """One thing that happened to a tie, or a tie of which no document gives a date."""

    day: str | None = Field(description="First or only day (ISO 8601); null if undated.", examples=["2025-07-30"])
    date: str | None = Field(description="The date as its source gives it (EDTF).", examples=["2025-07"])
    what: Literal["start", "end", "status", "undated"] = Field(
        description="It began, it ended, a document reported another status, or no date is known.", examples=["start"]
    )
    tie: str = Field(description="Id of the tie.", examples=["isro--co-develops--nisar"])
    status: Status = Field(description="Its status then; of `start`, `end` and `undated`, now.", examples=["active"])
    disputed: bool = Field(description="Whether it was disputed then.", examples=[False])
    before: Status | None = Field(description="For `status`: the one before.", examples=["planned"])
    documents: tuple[str, ...] = Field(
        description="For `status`: the documents that report it.", examples=[["2025-09-30-nisar-first-images"]]
    )


class Timeline(FieldTieQuery, path="/timeline"):
    row = TimelineEvent

    entity: EntityId | None = None

    def arguments(self) -> dict[str, Any]:
        """With the days that bound what happened; a tie may begin before and end after."""
        return super().arguments() | {
            "from": None,
            "to": None,
            "first": first_day(self.from_) if self.from_ else None,
            "last": last_day(self.to) if self.to else None,
        }

    def tell(self, place: str, ties: Mapping[str, RecordJson]) -> Row | None:
        """What happened; None for the end of a tie that only its start dates."""
        tie = _tie(ties)
        day, what, _ = place.split(" ")
        match what:
            case "start":
                return _happening(tie, what, day, tie.start)
            case "end":
                return _happening(tie, what, day, tie.end) if tie.end else None
            case "status":
                return _reported(tie, day)
            case _:
                return _happening(tie, "undated", None, None)


def _happening(tie: Tie, what: Literal["start", "end", "undated"], day: str | None, date: str | None) -> TimelineEvent:
    return TimelineEvent(
        day=day, date=date, what=what, tie=tie.id, status=tie.status, disputed=tie.disputed, before=None, documents=()
    )


def _reported(tie: Tie, day: str) -> TimelineEvent:
    """The status that documents of a day gave the tie, beside the one before."""
    bringing = [claim for claim in tie.claims if claim.known == day]
    before = [claim for claim in tie.claims if claim.known < day]
    then = tie_as_of(tie, day)
    earlier = tie_as_of(tie, before[0].known)
    assert then and earlier, "a status that changed was there before"
    return TimelineEvent(
        day=day, date=bringing[0].published, what="status", tie=tie.id, status=then.status, disputed=then.disputed,
        before=earlier.status, documents=tuple(dict.fromkeys(claim.document for claim in bringing)),
    )  # fmt: skip
