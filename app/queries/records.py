"""Questions after entities, technologies and documents, one by one and all together."""

from typing import Any, Literal

from pydantic import Field

from app.domain.answer import Row
from app.domain.dates import first_day, last_day
from app.domain.vocabulary import Relation, Status
from app.queries.base import Paged, RecordQuery
from app.queries.parameters import Countries, DocumentKinds, EntityId, From, Kinds, Reliabilities, TechnologyId, To


class TieCount(Row):
    """How many ties an entity has of one relation, in one direction, with one status."""

    relation: Relation = Field(description="Type of the ties.", examples=["FUNDS"])
    direction: Literal["subject", "object"] = Field(
        description="Which end of them the entity is.", examples=["subject"]
    )
    status: Status = Field(description="Status of the ties.", examples=["active"])
    disputed: bool = Field(description="Whether a document disputes them.", examples=[False])
    ties: int = Field(description="How many.", examples=[3])


class Profile(Row):
    """An entity's ties in numbers."""

    id: str = Field(description="Id of the entity.", examples=["nasa"])
    ties: tuple[TieCount, ...] = Field(description="Its ties, counted.")


class Entity(RecordQuery, path="/entities/{id}"):
    row = Profile

    id: EntityId


class Entities(Paged, RecordQuery, path="/entities"):
    kind: Kinds | None = None
    country: Countries | None = None
    technology: TechnologyId | None = None


class FieldCount(Row):
    """How many ties name a technology."""

    id: str = Field(description="Id of the technology.", examples=["quantum"])
    ties: int = Field(description="Ties that name it, narrower fields not counted.", examples=[12])


class Technologies(Paged, RecordQuery, path="/technologies"):
    row = FieldCount


class ClaimCount(Row):
    """How many claims a document makes."""

    id: str = Field(description="Id of the document.", examples=["2024-06-17-icet-second-meeting"])
    claims: int = Field(description="Its claims.", examples=[82])


class Documents(Paged, RecordQuery, path="/documents"):
    row = ClaimCount

    kind: DocumentKinds | None = None
    reliability: Reliabilities | None = None
    from_: From | None = Field(None, alias="from")
    to: To | None = None

    def arguments(self) -> dict[str, Any]:
        """With dates as the days that they compare by."""
        return super().arguments() | {
            "from": first_day(self.from_) if self.from_ else None,
            "to": last_day(self.to) if self.to else None,
        }
