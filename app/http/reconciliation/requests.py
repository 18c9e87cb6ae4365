"""What a client asks, as either version of the protocol writes it, in one form."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Annotated, Any, Literal, Self, TypeVar, cast

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, TypeAdapter, ValidationError, model_validator

from app.domain.identifiers import REGISTRIES
from app.domain.vocabulary import Kind
from app.errors import InvalidParameter
from app.importing.matcher import Sought, named_country

MOST_QUERIES = 50
"""Most queries in one batch; OpenRefine sends ten."""

MOST_CANDIDATES, USUAL_CANDIDATES = 50, 5

MOST_IDS = 100
"""Most entities whose properties are asked for at once; OpenRefine asks for ten."""

LONGEST_VALUE = 300
"""Characters of a cell that are read."""

Read = TypeVar("Read")


@dataclass(frozen=True)
class Wanted:
    """What a cell holds, with what other columns say: an entity's own id, if any, kinds that it may be of, and how many
    candidates are wanted."""

    sought: Sought
    id: str | None
    kinds: tuple[Kind, ...]
    limit: int


class _Tolerant(BaseModel):
    model_config = ConfigDict(frozen=True, extra="ignore", populate_by_name=True)


def _text(value: object) -> object:
    """The text of a value: that of the first of several, and of an entity that was reconciled before its id."""
    if isinstance(value, list):
        several = cast("list[object]", value)
        return _text(several[0]) if several else ""
    if isinstance(value, dict):
        return str(cast("dict[str, object]", value).get("id", ""))[:LONGEST_VALUE]
    return str(value)[:LONGEST_VALUE]


Value = Annotated[str, BeforeValidator(_text)]
Limit = Annotated[int, Field(ge=1, le=MOST_CANDIDATES)]


class _Property(_Tolerant):
    pid: str
    v: Value


class _Query(_Tolerant):
    """A query of version 0.2, which allows no other members."""

    model_config = ConfigDict(extra="forbid")

    query: Value = ""
    type: str | tuple[str, ...] = ()
    type_strict: Literal["any", "should", "all"] = "any"
    limit: Limit = USUAL_CANDIDATES
    properties: tuple[_Property, ...] = ()

    @model_validator(mode="after")
    def _asks_something(self) -> Self:
        if not self.query and not self.properties:
            raise ValueError("holds `query`, a name, or `properties`")
        return self

    def wanted(self) -> Wanted:
        types = (self.type,) if isinstance(self.type, str) else self.type
        return _wanted(self.query, None, {one.pid: one.v for one in self.properties}, types, self.limit)


class _Condition(_Tolerant):
    match_type: Literal["name", "id", "property"] = Field(alias="matchType")
    property_id: str = Field("", alias="propertyId")
    value: Value = Field(alias="propertyValue")


class _Conditions(_Tolerant):
    """A query of the 1.0 draft."""

    conditions: Annotated[tuple[_Condition, ...], Field(min_length=1)]
    type: str | None = None
    limit: Limit = USUAL_CANDIDATES

    def wanted(self) -> Wanted:
        name, id = (next((one.value for one in self.conditions if one.match_type == of), "") for of in ("name", "id"))
        properties = {one.property_id: one.value for one in self.conditions if one.match_type == "property"}
        return _wanted(name, id or None, properties, (self.type,) if self.type else (), self.limit)


class _Draft(_Tolerant):
    queries: Annotated[tuple[_Conditions, ...], Field(max_length=MOST_QUERIES)]


class _Extended(_Tolerant):
    id: str


class Extension(_Tolerant):
    """Entities, and the properties of theirs that are wanted."""

    ids: Annotated[tuple[str, ...], Field(max_length=MOST_IDS)]
    properties: Annotated[tuple[_Extended, ...], Field(max_length=50)]


_BATCH = TypeAdapter(Annotated[dict[str, _Query], Field(max_length=MOST_QUERIES)])
_DRAFT, _EXTENSION = TypeAdapter(_Draft), TypeAdapter(Extension)


def batch(text: str | bytes) -> Mapping[str, Wanted]:
    """A batch of version 0.2, by the keys of its queries. Raises InvalidParameter."""
    return {key: query.wanted() for key, query in _read(_BATCH, text, "queries").items()}


def draft_batch(text: str | bytes) -> Sequence[Wanted]:
    """A batch of the 1.0 draft. Raises InvalidParameter."""
    return [query.wanted() for query in _read(_DRAFT, text, "the body").queries]


def extension(text: str | bytes) -> Extension:
    """What an extension asks for, the same in both versions. Raises InvalidParameter."""
    return _read(_EXTENSION, text, "extend")


def _read(shape: TypeAdapter[Read], text: str | bytes, name: str) -> Read:
    try:
        return shape.validate_json(text)
    except ValidationError as invalid:
        errors = [
            {"parameter": ".".join((name, *map(str, error["loc"]))), "detail": error["msg"]}
            for error in invalid.errors(include_url=False)[:10]
        ]
        said = "; ".join(f"{error['parameter']}: {error['detail']}" for error in errors)
        raise InvalidParameter(f"this is not what the Reconciliation API asks: {said}", errors=errors) from None


def _wanted(name: str, id: str | None, properties: Mapping[str, str], types: Sequence[str], limit: int) -> Wanted:
    country = named_country(properties.get("country", "").replace("-", " "))  # an id, where it was matched before
    same_as = {registry: _bare(properties[registry]) for registry in REGISTRIES if properties.get(registry)}
    sought = Sought(name, country, properties.get("website") or None, same_as)
    return Wanted(sought, id, tuple(kind for kind in Kind if kind in types), limit)


def _bare(id: str) -> str:
    """An identifier without the address that it may stand in."""
    return id.rstrip("/").rsplit("/", 1)[-1]


def type_names(kinds: Sequence[Kind]) -> list[dict[str, Any]]:
    """Kinds as types of the protocol."""
    return [{"id": str(kind), "name": str(kind)} for kind in kinds]
