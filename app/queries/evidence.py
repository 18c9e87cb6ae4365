"""Questions after the evidence: what documents claim, where they disagree, what changed, and when it happened."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Annotated, Any, Literal, Self

from pydantic import Field

from app.domain.answer import Row
from app.domain.columns import ClaimRef, Day, DocumentRef, Shown, TieRef
from app.domain.dates import FIRST_DAY, LAST_DAY, last_day, today, years_before
from app.domain.figures import Network, Span, Step, TimeAxis, Years
from app.domain.record_json import read_tie
from app.domain.records import Claim, Tie
from app.domain.ties import tie_as_of, tie_of
from app.domain.vocabulary import Attribute, Reliability, Stance, Standing, Status
from app.queries.base import Paged, Query
from app.queries.filters import EntityFilter, TechnologyFilter, TieFilters
from app.queries.forms import BY_DAY, BY_EVENT, BY_ID, NEWEST_FIRST, Form
from app.queries.parameters import By, Disputed, DocumentId, EntityId, OneStance, Since
from app.queries.rows import Group, TieRows


def _tie(group: Group) -> Tie:
    """The one tie of a group."""
    (tie,) = group.ties.values()
    return read_tie(tie.json)


class Assertion(Row):
    """One claim: which document says what on which tie."""

    noun = "claim"

    claim: ClaimRef = Field(description="Id of the claim.", examples=["9f1c2ab034de5f67"])
    tie: TieRef = Field(description="Id of the tie.", examples=["isro--co-develops--nisar"])
    document: DocumentRef = Field(description="Id of the document.", examples=["2025-09-30-nisar-first-images"])
    published: Annotated[str, Shown("edtf")] = Field(
        description="When the document was published (EDTF).", examples=["2025-09-30"]
    )
    reliability: Reliability = Field(description="How far the document can be trusted.", examples=["reported"])
    stance: Stance = Field(description="Whether it says that the tie holds.", examples=["supports"])
    about: Attribute | None = Field(
        description="What it disputes, where that is not the tie itself.", examples=["amount"]
    )
    inferred: bool = Field(description="Whether it is concluded from what the document says.", examples=[False])
    status: Status | None = Field(description="How far along it says that the tie is.", examples=["active"])
    says: str = Field(description="What it says, in our own words.", examples=["NISAR sent its first images."])


def _assertion(tie: str, claim: Claim) -> Assertion:
    return Assertion(
        claim=claim.id, tie=tie, document=claim.document, published=claim.published,
        reliability=claim.reliability, stance=claim.stance, about=claim.about, inferred=claim.inferred,
        status=claim.status, says=claim.says,
    )  # fmt: skip


def _assertion_of(query: "Claims", group: Group) -> Row:
    """The claim that the sort key names."""
    _, id = group.key
    tie = _tie(group)
    return next(_assertion(tie.id, claim) for claim in tie.claims if claim.id == id)


def _of_claims(query: "Claims") -> Mapping[str, Any]:
    """`status` and `reliability` are those of the claim here; of its tie, any will do."""
    every = set(query.status) == set(Status)
    return {
        "claim_reliability": [str(one) for one in query.reliability] if query.reliability else None,
        "reliability": None,
        "claim_statuses": None if every else [str(status) for status in query.status],
        "statuses": [str(status) for status in Status],
    }


_LOOKUPS = ("document", "entity", "technology")


class Claims(Paged, TechnologyFilter, TieFilters, Query, path="/claims"):
    form = Form("pages", begins_by=_LOOKUPS, count="ties", count_by=_LOOKUPS, cursor=BY_DAY, given=_of_claims)
    row = Assertion
    rows = TieRows(_assertion_of)
    asks = "What is claimed of {entity:an entity}, in {technology:a technology}, or by {document:a document}?"

    document: DocumentId | None = None
    entity: EntityId | None = None
    stance: OneStance | None = None
    disputed: Disputed = "include"


class Dispute(Row):
    """A tie on which documents disagree, with both sides, the newest claims first."""

    noun = "disagreement"
    state = None  # never told as done

    tie: TieRef = Field(description="Id of the tie.", examples=["roscosmos--participates-in--moon-mission-2017"])
    status: Annotated[Status, Shown(heading="claimed_as")] = Field(
        description="Status by the side that supports it.", examples=["completed"]
    )
    supports: Annotated[tuple[Assertion, ...], Shown(heading="claimed_by", unfolds="nowhere")] = Field(
        description="Claims that it holds."
    )
    disputes: Annotated[tuple[Assertion, ...], Shown(heading="denied_by", unfolds="nowhere")] = Field(
        description="Claims that it does not, or that do not fit with it."
    )


def _dispute(query: "Disputes", group: Group) -> Row:
    """Both sides."""
    tie = _tie(group)
    supports, disputes = (_side(tie, stance) for stance in (Stance.SUPPORTS, Stance.DISPUTES))
    return Dispute(tie=tie.id, status=tie.status, supports=supports, disputes=disputes)


class Disputes(Paged, TechnologyFilter, TieFilters, Query, path="/disputes"):
    form = Form(
        "pages", by=("entity", "technology"), count="ties", count_by=("entity", "technology"), cursor=BY_ID
    )  # fmt: skip
    row = Dispute
    rows = TieRows(_dispute)
    asks = "Where do sources disagree about {entity:an entity} or {technology:a technology}?"

    entity: EntityId | None = None
    disputed: Disputed = "only"


def _side(tie: Tie, stance: Stance) -> tuple[Assertion, ...]:
    return tuple(_assertion(tie.id, claim) for claim in tie.claims if claim.stance is stance and not claim.about)


Aspect = Literal[
    "new", "status", "disputed", "contested", "overdue", "reliability", "dates", "amount", "technologies", "claims"
]


class Change(Row):
    """How a tie changed since a day."""

    noun = "change"
    figures = (
        TimeAxis(text="tie", step=Step(date="day", before="before", after="now", changed="changed", claims="claims")),
        Network(),
    )
    state = "now"

    tie: TieRef = Field(description="Id of the tie.", examples=["india--leads--chandrayaan-5"])
    day: Day = Field(
        description="First day after it on which a document reported the tie, or it was overdue with no later word; by "
        "arrival, the day on which the newest of its claims came.",
        examples=["2025-05-16"],
    )
    changed: tuple[Aspect, ...] = Field(
        description="What changed; `claims` alone where documents say again what was known.", examples=[["status"]]
    )
    before: Status | None = Field(description="Status on the day; null for a new tie.", examples=["planned"])
    now: Status = Field(description="Status after the change.", examples=["active"])
    reliability: Reliability = Field(
        description="How far the best document that supports it can be trusted.", examples=["reported"]
    )
    reported: Day = Field(
        description="Day (ISO 8601) of the newest claim that its status rests on.", examples=["2025-05-16"]
    )
    claims: tuple[ClaimRef, ...] = Field(description="Ids of the claims made since.", examples=[["9f1c2ab034de5f67"]])


def _days(query: "Changes", group: Group) -> Mapping[str, str]:
    """The day (ISO 8601) on which each claim of a tie became known, or came into this graph, by its id."""
    (record,) = group.ties.values()
    arrivals: Mapping[str, str] = record.arrivals if query.by == "arrival" else {}
    return {claim.id: arrivals.get(claim.id, claim.known) for claim in _tie(group).claims}


def _change(query: "Changes", group: Group) -> Row:
    """The tie as it was known on the day, or as the graph had it then, beside the tie as it is known now."""
    day, _ = group.key
    tie, since, days = _tie(group), last_day(query.since), _days(query, group)
    then = tie_of(tie, [claim for claim in tie.claims if days[claim.id] <= since], since)
    fresh = tuple(claim.id for claim in tie.claims if days[claim.id] > since)
    return Change(
        tie=tie.id, day=day, changed=tuple(_changed(then, tie)),
        before=then.status if then else None, now=tie.status, reliability=tie.reliability, reported=tie.reported,
        claims=fresh,
    )  # fmt: skip


class Changes(Paged, EntityFilter, TechnologyFilter, TieFilters, Query, path="/changes"):
    form = Form(
        "pages", begins_by=("entity",), count="ties", count_by=("entity", "technology"), cursor=BY_DAY,
        given=lambda query: {"since": last_day(query.since)},
        instead=lambda query: "changes_by_arrival" if query.by == "arrival" else None,
    )  # fmt: skip
    row = Change
    rows = TieRows(_change)
    asks = "What changed since {since:a day} for {entity:an entity} or in {technology:a technology}?"

    since: Since
    by: By = "publication"
    disputed: Disputed = "include"

    @classmethod
    def of_one(cls, name: str, id: str) -> Self:
        """Of one thing, since a year ago."""
        return cls.read({name: id, "since": years_before(today(), 1)[: len("2024-06")]})

    @classmethod
    def as_news(cls) -> type[Query]:
        """What each day brought, of the last year where nobody says since when."""
        return News


class Development(Change):
    """What one day brought of a tie: how it stood then, beside how it had stood."""

    earlier: tuple[ClaimRef, ...] = Field(description="Ids of the claims made before.", examples=[[]])

    def stood(self, tie: Tie) -> tuple[Tie | None, Tie]:
        """How a tie stood before, None for a new one, and how it stood then."""
        earlier = [claim for claim in tie.claims if claim.id in self.earlier]
        fresh = [claim for claim in tie.claims if claim.id in self.claims]
        before, then = _stood(tie, earlier, fresh, self.day)
        assert then, "what became known of a tie supports it"
        return before, then


def development(tie: Tie, day: str, days: Mapping[str, str]) -> Development | None:
    """What a day (ISO 8601) brought of a tie, by the days of its claims; None where nothing supported it yet."""
    earlier = [claim for claim in tie.claims if days[claim.id] < day]
    fresh = [claim for claim in tie.claims if days[claim.id] == day]
    before, then = _stood(tie, earlier, fresh, day)
    return then and Development(
        tie=tie.id, day=day, changed=tuple(_changed(before, then)), before=before.status if before else None,
        now=then.status, reliability=then.reliability, reported=then.reported,
        claims=tuple(claim.id for claim in fresh), earlier=tuple(claim.id for claim in earlier),
    )  # fmt: skip


def _stood(tie: Tie, earlier: Sequence[Claim], fresh: Sequence[Claim], day: str) -> tuple[Tie | None, Tie | None]:
    """A tie by earlier claims, and with fresh ones, on a day; where there are none, the day brought that it is
    overdue."""
    return tie_of(tie, earlier, day if fresh else FIRST_DAY), tie_of(tie, [*earlier, *fresh], day)


def _development(query: "News", group: Group) -> Row | None:
    """What the day of a group brought."""
    day, _ = group.key
    return development(_tie(group), day, _days(query, group))


def _of_last_year(query: "News") -> Mapping[str, Any]:
    """What a year brought, where nobody says since when."""
    return {"since": last_day(query.since) if query.since else years_before(query.day or today(), 1)}


class News(Changes):
    """Changes as a feed has them, which asks at one address for good: those of a day for themselves, the last first."""

    form = Form(
        "pages", begins_by=("entity",), count="ties", count_by=("entity", "technology"), cursor=NEWEST_FIRST,
        given=_of_last_year, instead=lambda query: "news_by_arrival" if query.by == "arrival" else "news",
    )  # fmt: skip
    row = Development
    rows = TieRows(_development)

    since: Since | None = None  # pyright: ignore[reportIncompatibleVariableOverride, reportGeneralTypeIssues]


def _changed(then: Tie | None, now: Tie) -> Iterable[Aspect]:
    if then is None:
        return ["new"]
    compared: dict[Aspect, bool] = {
        "status": then.status != now.status,
        "disputed": then.disputed != now.disputed,
        "contested": (then.standing is Standing.CONTESTED) != (now.standing is Standing.CONTESTED),
        "overdue": then.overdue != now.overdue,
        "reliability": then.reliability != now.reliability,
        "dates": (then.start, then.end) != (now.start, now.end),
        "amount": then.amount != now.amount,
        "technologies": then.technologies != now.technologies,
    }
    return [aspect for aspect, differs in compared.items() if differs] or ["claims"]


class TimelineEvent(Row):
    """One thing that happened to a tie, or a tie of which no document gives a date."""

    noun = "event"
    figures = (
        TimeAxis(
            text="tie",
            span=Span(),
            step=Step(date="date", before="before", after="status", disputed="disputed"),
        ),
        Years(),
        Network(),
    )
    state = None

    day: Annotated[Day, Shown("day", where="programs")] | None = Field(
        description="First or only day (ISO 8601); null if undated.", examples=["2025-07-30"]
    )
    date: Annotated[str, Shown("edtf")] | None = Field(
        description="The date as its source gives it (EDTF).", examples=["2025-07"]
    )
    what: Literal["start", "end", "status", "undated"] = Field(
        description="It began, it ended, a document reported another status, or no date is known.", examples=["start"]
    )
    tie: TieRef = Field(description="Id of the tie.", examples=["isro--co-develops--nisar"])
    status: Status = Field(description="Its status then; of `start`, `end` and `undated`, now.", examples=["active"])
    disputed: bool = Field(description="Whether it was disputed then.", examples=[False])
    before: Status | None = Field(description="For `status`: the one before.", examples=["planned"])
    documents: tuple[DocumentRef, ...] = Field(
        description="For `status`: the documents that report it.", examples=[["2025-09-30-nisar-first-images"]]
    )


def _event(query: "Timeline", group: Group) -> Row:
    """What happened."""
    tie = _tie(group)
    day, what, _ = group.key
    match what:
        case "start":
            return _happening(tie, what, day, tie.start)
        case "end":
            return _happening(tie, what, day, tie.end)
        case "status":
            return _reported(tie, day)
        case _:
            return _happening(tie, "undated", None, None)


class Timeline(Paged, EntityFilter, TechnologyFilter, TieFilters, Query, path="/timeline"):
    form = Form("groups", begins_by=("entity", "technology"), count="groups", cursor=BY_EVENT)
    row = TimelineEvent
    rows = TieRows(_event)
    asks = "Timeline: what happened to {entity:an entity} or in {technology:a technology}?"


def events(tie: Tie) -> Iterator[TimelineEvent]:
    """What happened to a tie when, in no order, by all that is known of it; nothing where it is undated."""
    first, last = tie.span or (FIRST_DAY, LAST_DAY)
    if tie.start and first != FIRST_DAY:
        yield _happening(tie, "start", first, tie.start)
    if tie.end and last != LAST_DAY:
        yield _happening(tie, "end", last, tie.end)
    before = None
    for day in sorted({claim.known for claim in tie.claims}):
        now = tie_as_of(tie, day)
        if before and now and (before.status, before.disputed) != (now.status, now.disputed):
            yield _reported(tie, day)
        before = now or before


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
