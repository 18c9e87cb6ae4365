"""Questions after entities, technologies and documents, one by one and all together."""

from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from typing import Annotated, Any, ClassVar, Literal, cast

from pydantic import Field, field_validator

from app.domain.answer import Row
from app.domain.columns import DocumentRef, EntityRef, Shown, TechnologyRef
from app.domain.vocabulary import Relation, Status
from app.graph.fulltext import all_words_query
from app.queries.base import Paged, Query
from app.queries.filters import days, not_before
from app.queries.forms import BY_ID, Form
from app.queries.parameters import (
    Countries,
    DocumentKinds,
    EntityId,
    From,
    InitiativeTypes,
    Kinds,
    Reliabilities,
    TechnologyId,
    TitleWords,
    To,
)
from app.queries.rows import RecordRows


class TieCount(Row):
    """How many ties an entity has of one relation, in one direction, with one status."""

    relation: Relation = Field(description="Type of the ties.", examples=["FUNDS"])
    direction: Literal["subject", "object"] = Field(
        description="Which end of them the entity is.", examples=["subject"]
    )
    status: Status = Field(
        description="Status of the ties; of disputed ones that which those give who claim them.", examples=["active"]
    )
    disputed: bool = Field(description="Whether they are disputed.", examples=[False])
    ties: int = Field(description="How many.", examples=[3])
    claimed_by: Annotated[tuple[DocumentRef, ...], Shown("document", heading="claimed_by")] = Field(
        description="Of disputed ties: ids of the documents that claim them.",
        examples=[["2025-12-05-india-russia-summit-blog"]],
    )
    denied_by: Annotated[tuple[DocumentRef, ...], Shown("document", heading="denied_by")] = Field(
        description="Of disputed ties: ids of the documents that deny them, or do not fit with them.",
        examples=[["2013-08-14-chandrayaan-2-without-russia"]],
    )


class StatusCount(Row):
    """How many ties have one status."""

    status: Status = Field(
        description="Status of the ties; of disputed ones that which those give who claim them.", examples=["active"]
    )
    disputed: bool = Field(description="Whether they are disputed.", examples=[False])
    ties: int = Field(description="How many.", examples=[12])


class _Counted(Row):
    """Ties of one thing, in numbers: its field `ties` counts them."""

    noun = "tie"

    @property
    def all_ties(self) -> int:
        """How many there are."""
        return sum(count.ties for count in self._counts)

    @property
    def _counts(self) -> Sequence[StatusCount | TieCount]:
        return getattr(self, "ties", ())

    def tally(self) -> Counter[str | tuple[str, ...]]:
        """The ties by status; the disputed ones by that alone."""
        found = Counter[str | tuple[str, ...]]()
        for count in self._counts:
            found.update({"results": count.ties, "disputed" if count.disputed else str(count.status): count.ties})
        return found


class Profile(_Counted):
    """An entity's ties in numbers."""

    id: Annotated[EntityRef, Shown("entity", heading="entity", where="programs")] = Field(
        description="Id of the entity.", examples=["nasa"]
    )
    ties: tuple[TieCount, ...] = Field(description="Its ties, counted.")
    succeeds: Annotated[tuple[EntityRef, ...], Shown("entity", where="programs")] = Field(
        description="Ids of what it took the place of, the nearest first; disputed successions are left out.",
        examples=[["icet"]],
    )
    succeeded_by: Annotated[tuple[EntityRef, ...], Shown("entity", where="programs")] = Field(
        description="Ids of what took its place, in the same way.", examples=[[]]
    )


def _row(query: Query, row: Mapping[str, Any]) -> Row | None:
    """What the graph says of a record."""
    return query.row(**row) if query.row else None


def _disputed(query: Query, rows: Sequence[Row]) -> str | None:
    """That all that is said of an entity is disputed, with both sides in the same breath."""
    counts = [count for row in cast("Sequence[Profile]", rows) for count in row.ties]
    if not counts or not all(count.disputed for count in counts):
        return None
    claimed, denied = (
        {document for count in counts for document in getattr(count, side)} for side in ("claimed_by", "denied_by")
    )
    return f"all that is said of it is disputed: for it {_many(claimed)}; against it {_many(denied)}"


def _many(documents: Collection[str]) -> str:
    return f"{len(documents)} document{'' if len(documents) == 1 else 's'} ({', '.join(sorted(documents))})"


class Entity(Query, path="/entities/{id}"):
    form = Form("records")
    row = Profile
    rows = RecordRows(_row, note=_disputed)
    asks = "What is known of {id:an entity}?"

    id: EntityId

    def in_full(self) -> Query:
        """The same question, whose answer brings the ties that it counts."""
        return _EntityWithTies(**dict(self))

    def named(self, rows: Sequence[Row]) -> Mapping[str, Collection[str]]:
        """What came before an entity and after it, which may be more than one tie away."""
        profiles = cast("Sequence[Profile]", rows)
        return {"entities": [id for row in profiles for id in (*row.succeeds, *row.succeeded_by)]}


MOST_TIES = 500
"""How many ties a document about one thing shows at most, those first of which something became known last."""


class _WithTies(Query):
    """Brings the ties that it counts, too."""

    with_ties: ClassVar[bool] = True

    @property
    def size(self) -> int:
        """Most ties that it brings."""
        return MOST_TIES


class _EntityWithTies(_WithTies, Entity):
    pass


class Entities(Paged, Query, path="/entities"):
    form = Form("records", cursor=BY_ID)
    rows = RecordRows()
    asks = "Which entities are there in {technology:a technology}?"

    kind: Kinds | None = None
    type: InitiativeTypes | None = None
    country: Countries | None = None
    technology: TechnologyId | None = None


class FieldCount(Row):
    """How many ties name a technology."""

    noun = "technology"

    id: Annotated[str, Shown("record", "technologies")] = Field(
        description="Id of the technology.", examples=["quantum"]
    )
    ties: int = Field(description="Ties that name it, narrower fields not counted.", examples=[12])


class FieldProfile(_Counted):
    """The ties in a technology in numbers, and the fields around it."""

    id: Annotated[TechnologyRef, Shown("technology", heading="technology")] = Field(
        description="Id of the technology.", examples=["quantum"]
    )
    ties: tuple[StatusCount, ...] = Field(description="The ties in it, narrower fields included, counted.")
    broader: tuple[TechnologyRef, ...] = Field(description="Ids of the fields that contain it.", examples=[[]])
    narrower: tuple[TechnologyRef, ...] = Field(
        description="Ids of the fields that it contains, one step down.", examples=[["quantum-computing"]]
    )
    related: tuple[TechnologyRef, ...] = Field(description="Ids of fields that belong to it.", examples=[[]])


class Technology(Query, path="/technologies/{id}"):
    form = Form("records")
    row = FieldProfile
    rows = RecordRows(_row)
    asks = "What is known of {id:a technology}?"

    id: TechnologyId

    def in_full(self) -> Query:
        """The same question, whose answer brings the ties that it counts."""
        return _TechnologyWithTies(**dict(self))

    def named(self, rows: Sequence[Row]) -> Mapping[str, Collection[str]]:
        """The fields around it."""
        profiles = cast("Sequence[FieldProfile]", rows)
        around = (id for row in profiles for id in (*row.broader, *row.narrower, *row.related))
        return {"technologies": list(around)}


class _TechnologyWithTies(_WithTies, Technology):
    pass


class Technologies(Paged, Query, path="/technologies"):
    form = Form("records", cursor=BY_ID)
    row = FieldCount
    rows = RecordRows(_row)
    asks = "Which technologies are there?"


class ClaimCount(Row):
    """How many claims a document makes."""

    noun = "document"

    id: Annotated[str, Shown("record", "documents")] = Field(
        description="Id of the document.", examples=["2024-06-17-icet-second-meeting"]
    )
    claims: int = Field(description="Its claims.", examples=[82])


def _words_and_days(query: "Documents") -> Mapping[str, Any]:
    """The words as the full-text index is asked for them, and the dates as days."""
    words = None if query.q is None else all_words_query(query.q)
    return {"words": words, **days(query.from_, query.to)}


class Documents(Paged, Query, path="/documents"):
    form = Form("records", begins_by=("q",), cursor=BY_ID, given=_words_and_days, rewritten=frozenset({"q"}))
    row = ClaimCount
    rows = RecordRows(_row)
    asks = "Which documents are there with {q:words} in title or publisher?"

    q: TitleWords | None = None
    kind: DocumentKinds | None = None
    reliability: Reliabilities | None = None
    from_: From | None = Field(None, alias="from")
    to: To | None = None

    _in_order = field_validator("to")(not_before)
