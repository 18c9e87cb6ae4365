"""Questions after ties: who works with whom, and who is tied to whom."""

from collections.abc import Mapping
from typing import Any

from pydantic import Field

from app.domain.answer import Row
from app.domain.ties import is_tie_id
from app.domain.vocabulary import JOINING
from app.queries.base import Paged, Query
from app.queries.filters import TechnologyFilter, TieFilters
from app.queries.forms import BY_DISTANCE, BY_GROUP, BY_ID, NEWEST_FIRST, Form
from app.queries.parameters import Depth, Disputed, DocumentId, EntityId, TechnologyId, TieId
from app.queries.rows import Group, TieRows


class Partnership(Row):
    """Who works together: two who are tied directly, or all who are tied to one initiative or event."""

    partners: tuple[str, ...] = Field(description="Ids of the entities.", examples=[["isro", "nasa"]])
    via: str | None = Field(
        description="Id of the initiative or event that joins them; null if direct.", examples=["nisar"]
    )
    ties: tuple[str, ...] = Field(description="Ids of the ties that say so.", examples=[["isro--co-develops--nisar"]])


def _partnership(query: "Partners", group: Group) -> Row | None:
    """The partnership; None where the filters leave a shared initiative with a single partner."""
    (joins,) = group.key
    via = None if is_tie_id(joins) else joins
    partners = {end for tie in group.ties.values() for end in tie.entities if end != via}
    return Partnership(partners=tuple(sorted(partners)), via=via, ties=tuple(group.ties)) if len(partners) > 1 else None


def _joining(query: "Partners") -> Mapping[str, Any]:
    """The relations that make partners of those who share an object."""
    return {"joining": [str(relation) for relation in JOINING]}


class Partners(Paged, TieFilters, Query, path="/partners"):
    form = Form("pages", count="partners", cursor=BY_ID, given=_joining)
    row = Partnership
    rows = TieRows(_partnership)

    technology: TechnologyId


class Ties(Paged, TechnologyFilter, TieFilters, Query, path="/ties"):
    form = Form(
        "pages", by=("entity", "technology"), count="ties", count_by=("entity", "technology"), cursor=BY_ID
    )  # fmt: skip

    entity: EntityId | None = None


class Latest(Paged, TechnologyFilter, TieFilters, Query, path="/latest"):
    form = Form(
        "pages", by=("technology",), as_of_apart=True, count="ties", count_by=("technology",), cursor=NEWEST_FIRST
    )  # fmt: skip


class Tie(Query, path="/ties/{id}"):
    form = Form("groups", cursor=BY_GROUP)

    id: TieId


class Neighbours(Paged, TechnologyFilter, TieFilters, Query, path="/entities/{id}/neighbours"):
    form = Form("pages", count="neighbours", cursor=BY_DISTANCE)

    id: EntityId
    depth: Depth = 1


class Document(Paged, TieFilters, Query, path="/documents/{id}"):
    form = Form("groups", count="ties_by_document", cursor=BY_GROUP)

    id: DocumentId
    disputed: Disputed = "include"
