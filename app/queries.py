"""The catalogue of questions: one declaration each, whose body is the `.cypher` file of the same name."""

from collections.abc import Mapping
from typing import Any, Literal

import orjson
from pydantic import Field
from rapidfuzz import process, utils

from app.dates import LAST_DAY, first_day, last_day
from app.lucene import forgiving
from app.model import is_tie_id
from app.parameters import (
    AsOf,
    Countries,
    Depth,
    Disputed,
    DocumentId,
    DocumentKinds,
    EntityId,
    From,
    Kinds,
    Reliabilities,
    SearchText,
    TechnologyId,
    TieId,
    To,
)  # fmt: skip
from app.pieces import Piece
from app.query import FieldTieQuery, FilteredTieQuery, Limited, Paged, ThingQuery, TieQuery
from app.query import catalogue as catalogue  # whoever takes it from here has it filled
from app.subgraph import Row
from app.vocabulary import RELATIONS, Relation, Status

JOINING = [relation for relation, rule in RELATIONS.items() if rule.joins]
COOPERATION = [relation for relation, rule in RELATIONS.items() if rule.cooperation]


class Partnership(Row):
    """Who works together: two who are tied directly, or all who are tied to one initiative or event."""

    partners: tuple[str, ...] = Field(description="Ids of the entities.", examples=[["isro", "nasa"]])
    via: str | None = Field(
        description="Id of the initiative or event that joins them; null if direct.", examples=["nisar"]
    )
    ties: tuple[str, ...] = Field(description="Ids of the ties that say so.", examples=[["isro--co-develops--nisar"]])


class Partners(FilteredTieQuery, path="/partners"):
    row = Partnership

    technology: TechnologyId

    def arguments(self) -> dict[str, Any]:
        """With the relations that make partners."""
        return super().arguments() | {"joining": JOINING, "cooperation": COOPERATION}

    def tell(self, place: str, ties: Mapping[str, Piece]) -> Row | None:
        """The partnership; None where the filters leave a shared initiative with a single partner."""
        via = None if is_tie_id(place) else place
        ends = (end for tie in ties.values() for end in tie.entities if end != via)
        partners = tuple(sorted(set(ends)))
        return Partnership(partners=partners, via=via, ties=tuple(ties)) if len(partners) > 1 else None


class Ties(FieldTieQuery, path="/ties"):
    entity: EntityId | None = None


class Latest(FieldTieQuery, path="/latest"):
    pass


class Tie(TieQuery, path="/ties/{id}"):
    id: TieId


class Neighbours(FieldTieQuery, path="/entities/{id}/neighbours"):
    id: EntityId
    depth: Depth = 1


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


class Entity(ThingQuery, path="/entities/{id}"):
    row = Profile

    id: EntityId


class Entities(Paged, ThingQuery, path="/entities"):
    kind: Kinds | None = None
    country: Countries | None = None


class FieldCount(Row):
    """How many ties name a technology."""

    id: str = Field(description="Id of the technology.", examples=["quantum"])
    ties: int = Field(description="Ties that name it, narrower fields not counted.", examples=[12])


class Technologies(Paged, ThingQuery, path="/technologies"):
    row = FieldCount


class ClaimCount(Row):
    """How many claims a document makes."""

    id: str = Field(description="Id of the document.", examples=["2024-06-17-icet-second-meeting"])
    claims: int = Field(description="Its claims.", examples=[82])


class Documents(Paged, ThingQuery, path="/documents"):
    row = ClaimCount

    kind: DocumentKinds | None = None
    reliability: Reliabilities | None = None
    from_: From | None = Field(None, alias="from")
    to: To | None = None
    as_of: AsOf | None = None

    def arguments(self) -> dict[str, Any]:
        """With dates as the days that they compare by."""
        return super().arguments() | {
            "from": first_day(self.from_) if self.from_ else None,
            "to": last_day(self.to) if self.to else None,
            "until": last_day(self.as_of) if self.as_of else LAST_DAY,
        }


class Document(FilteredTieQuery, path="/documents/{id}"):
    id: DocumentId
    disputed: Disputed = "include"


class Match(Row):
    """Why a thing was found."""

    id: str = Field(description="Id of the entity or technology.", examples=["nasa"])
    name: str = Field(description="The name or alias that fits best.", examples=["NASA"])
    fit: float = Field(description="How well it fits, from 0 to 100 (100 is the same but for case).", examples=[100.0])


class Search(Limited, ThingQuery, path="/search"):
    row = Match

    q: SearchText
    kind: Kinds | None = None

    def arguments(self) -> dict[str, Any]:
        """With the words as the index takes them."""
        return super().arguments() | {"words": forgiving(self.q)}

    def tell(self, row: Mapping[str, Any], thing: Piece) -> Row | None:
        """Which name of the thing fits what was asked, and how well."""
        record = orjson.loads(thing.json)
        names = [record["name"], record.get("short"), *record["aliases"], record["id"]]
        name, fit, _ = process.extract(self.q, filter(None, names), processor=utils.default_process, limit=1)[0]
        return Match(id=record["id"], name=name, fit=round(fit, 1))
