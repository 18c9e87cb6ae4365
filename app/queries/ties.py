"""Questions after ties: who works with whom, and who is tied to whom."""

from collections.abc import Mapping
from typing import Any

from pydantic import Field

from app.domain.answer import Row
from app.domain.dates import LAST_DAY
from app.domain.record_json import RecordJson
from app.domain.ties import is_tie_id
from app.domain.vocabulary import JOINING
from app.queries.base import FieldTieQuery, FilteredTieQuery, TieQuery
from app.queries.parameters import Depth, Disputed, DocumentId, EntityId, TechnologyId, TieId


class Partnership(Row):
    """Who works together: two who are tied directly, or all who are tied to one initiative or event."""

    partners: tuple[str, ...] = Field(description="Ids of the entities.", examples=[["isro", "nasa"]])
    via: str | None = Field(
        description="Id of the initiative or event that joins them; null if direct.", examples=["nisar"]
    )
    ties: tuple[str, ...] = Field(description="Ids of the ties that say so.", examples=[["isro--co-develops--nisar"]])


class Partners(FilteredTieQuery, path="/partners"):
    frame = "pages"
    row = Partnership

    technology: TechnologyId

    def arguments(self) -> dict[str, Any]:
        """With the relations that make partners of those who share an object."""
        return super().arguments() | {"within": self.technology, "joining": JOINING}

    def tell(self, place: str, ties: Mapping[str, RecordJson]) -> Row | None:
        """The partnership; None where the filters leave a shared initiative with a single partner."""
        via = None if is_tie_id(place) else place
        ends = (end for tie in ties.values() for end in tie.entities if end != via)
        partners = tuple(sorted(set(ends)))
        return Partnership(partners=partners, via=via, ties=tuple(ties)) if len(partners) > 1 else None


class Ties(FieldTieQuery, path="/ties"):
    frame = "pages"

    entity: EntityId | None = None


class Latest(FieldTieQuery, path="/latest"):
    frame = "pages"

    def arguments(self) -> dict[str, Any]:
        """With the day on which the page begins."""
        return super().arguments() | {"day": self.start[:10] or LAST_DAY}


class Tie(TieQuery, path="/ties/{id}"):
    id: TieId


class Neighbours(FieldTieQuery, path="/entities/{id}/neighbours"):
    frame = "pages"

    id: EntityId
    depth: Depth = 1


class Document(FilteredTieQuery, path="/documents/{id}"):
    id: DocumentId
    disputed: Disputed = "include"
