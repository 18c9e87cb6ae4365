"""Questions after ties: who works with whom, and who is tied to whom."""

from collections.abc import Mapping, Sequence
from typing import Annotated, Any, cast

from pydantic import Field

from app.domain.answer import Row
from app.domain.columns import Day, EntityRef, Shown, TieRef
from app.domain.figures import Network, Years
from app.domain.ties import is_tie_id
from app.domain.vocabulary import Reliability, Status, least_reliable, weakest
from app.queries.base import Paged, Query
from app.queries.filters import EntityFilter, TechnologyFilter, TieFilters
from app.queries.forms import BY_DISTANCE, BY_GROUP, BY_ID, NEWEST_FIRST, Form
from app.queries.parameters import (
    Depth,
    Disputed,
    DocumentId,
    Domestic,
    EntityId,
    Persons,
    TechnologyId,
    TieId,
)
from app.queries.rows import Group, TieRows


class Partnership(Row):
    """Who works together: two who are tied directly, or all who are party to one initiative, event or bloc."""

    noun = "cooperation"
    figures = (Network(), Years())

    partners: tuple[EntityRef, ...] = Field(description="Ids of the entities.", examples=[["isro", "nasa"]])
    via: Annotated[EntityRef | None, Shown("entity", otherwise="ties")] = Field(
        description="Id of the initiative, event or bloc that joins them; null if direct.", examples=["nisar"]
    )
    status: Annotated[Status, Shown(heading="weakest")] = Field(
        description="The weakest status of its ties.", examples=["active"]
    )
    reliability: Reliability = Field(
        description="How far the weakest of its ties can be trusted: the best source of each counts.",
        examples=["reported"],
    )
    reported: Day = Field(
        description="Day (ISO 8601) of the oldest last word on any of its ties.", examples=["2024-06-17"]
    )
    ties: Annotated[tuple[TieRef, ...], Shown("tie", heading="relation", where="programs")] = Field(
        description="Ids of the ties that say so.", examples=[["isro--co-develops--nisar"]]
    )


def _partnership(query: "Partners", group: Group) -> Row | None:
    """Who works together, as sure as the least sure of the ties between them; None for one alone."""
    (joins,) = group.key
    via = None if is_tie_id(joins) else joins
    ties = list(group.ties.values())
    partners = sorted({end for tie in ties for end in tie.entities if end != via})
    if len(partners) < 2:
        return None
    return Partnership(
        partners=tuple(partners),
        via=via,
        status=weakest(tie.sure.status for tie in ties),
        reliability=least_reliable(tie.sure.reliability for tie in ties),
        reported=min(tie.sure.reported for tie in ties),
        ties=tuple(group.ties),
    )


def _partners(rows: Sequence[Row]) -> Mapping[str, int]:
    """How many partners there are on a page."""
    return {"partners": len({one for row in cast("Sequence[Partnership]", rows) for one in row.partners})}


def _who_counts(query: "Partners") -> Mapping[str, Any]:
    """Who counts as partner."""
    return {"persons": query.persons == "include", "domestic": query.domestic == "include"}


class Partners(Paged, TieFilters, Query, path="/partners"):
    form = Form("pages", count="partners", cursor=BY_ID, given=_who_counts)
    row = Partnership
    rows = TieRows(_partnership, counts=_partners)
    asks = "Who works with whom on {technology:a technology}?"

    technology: TechnologyId
    persons: Persons = "exclude"
    domestic: Domestic = "exclude"


class Ties(Paged, EntityFilter, TechnologyFilter, TieFilters, Query, path="/ties"):
    form = Form(
        "pages", by=("entity", "technology"), count="ties", count_by=("entity", "technology"), cursor=BY_ID
    )  # fmt: skip
    asks = "Which ties are there of {entity:an entity} in {technology:a technology}?"


class Latest(Paged, TechnologyFilter, TieFilters, Query, path="/latest"):
    form = Form(
        "pages", by=("technology",), as_of_apart=True, count="ties", count_by=("technology",), cursor=NEWEST_FIRST
    )  # fmt: skip
    asks = "What was reported last in {technology:a technology}?"

    @classmethod
    def as_news(cls) -> type[Query]:
        """It has the last first in any case."""
        return cls


class Tie(Query, path="/ties/{id}"):
    form = Form("groups", cursor=BY_GROUP)

    id: TieId


class Neighbours(Paged, TechnologyFilter, TieFilters, Query, path="/entities/{id}/neighbours"):
    form = Form("pages", count="neighbours", cursor=BY_DISTANCE)
    asks = "What is {id:an entity} tied to?"

    id: EntityId
    depth: Depth = 1


class Document(Paged, TieFilters, Query, path="/documents/{id}"):
    form = Form("groups", count="ties_by_document", cursor=BY_GROUP)
    asks = "What does {id:a document} say?"

    id: DocumentId
    disputed: Disputed = "include"
