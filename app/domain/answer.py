"""The answer to a query: a subgraph with its sources, as cached JSON and, for who wants them, as records."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any, ClassVar, Generic, Literal, TypeVar, get_type_hints

import orjson
from pydantic import BaseModel, ConfigDict, Field, TypeAdapter

from app.domain.columns import Shown, mark_of, value_type
from app.domain.dates import last_day, today
from app.domain.figures import Figure, Network
from app.domain.older import completed
from app.domain.records import Document, Entity, Technology, Tie
from app.domain.vocabulary import Reliability


class Row(BaseModel):
    """What a query says beyond its subgraph, one for each result; its ids refer to the lists beside it.

    `noun` says what a row is, as sentences count it; `state` is the field that says how far along it is, if any does.
    `figures` are those that rows can be drawn as, the best first (app/domain/figures.py).
    Marks on the fields (app/domain/columns.py) say how tables show them.
    """

    model_config = ConfigDict(frozen=True)

    noun: ClassVar[str] = "result"
    state: ClassVar[str | None] = "status"
    figures: ClassVar[tuple[Figure, ...]] = (Network(),)

    @classmethod
    def __pydantic_init_subclass__(cls, **kwargs: Any) -> None:
        """Checks its figures. Raises TypeError for one that shows what is no field."""
        for figure in cls.figures:
            figure.check(cls.__name__, list(cls.fields_of_line()))

    @classmethod
    def fields_of_line(cls) -> Iterator[str]:
        """The fields of a line that people read: those of rows that unfold stand in the place of their field."""
        hints = get_type_hints(cls, include_extras=True)
        for name in cls.model_fields:
            shown, (kind, _) = mark_of(hints[name], Shown) or Shown(), value_type(hints[name])
            if isinstance(kind, type) and issubclass(kind, Row) and shown.unfolds in ("everywhere", "people"):
                yield from kind.fields_of_line()
            else:
                yield name

    def tally(self) -> Counter[str | tuple[str, ...]]:
        """What the row adds to a count of results, of their statuses, and of those that are `unverified`; or of results
        of several entities together, by their ids."""
        status = getattr(self, self.state, None) if self.state else None
        unverified = getattr(self, "reliability", None) is Reliability.UNVERIFIED
        return Counter({"results": 1, **({str(status): 1} if status else {}), "unverified": int(unverified)})


class _AnyRow(Row):
    """A row of an answer that was written earlier, whatever its query says in it."""

    model_config = ConfigDict(extra="allow")


Part = Literal["entities", "ties", "technologies", "documents"]
"""The lists of an answer, and of a dataset."""

PARTS: tuple[Part, ...] = ("entities", "ties", "technologies", "documents")

RowType = TypeVar("RowType", bound=Row)


class Counts(BaseModel):
    """How much is on this page."""

    entities: int = Field(examples=[9], description="Entities.")
    ties: int = Field(examples=[12], description="Ties.")
    technologies: int = Field(examples=[3], description="Technologies.")
    documents: int = Field(examples=[2], description="Documents.")
    partners: int | None = Field(None, examples=[7], description="Partners, where the query is after them.")


class Excluded(BaseModel):
    """What a default left out."""

    disputed: int | None = Field(None, examples=[1], description="Ties that a document disputes, over all pages.")
    persons: int | None = Field(None, examples=[4], description="Ties of people, over all pages.")
    domestic: int | None = Field(
        None, examples=[6], description="Ties within one country, or of a whole and its part, over all pages."
    )
    amount_kind: int | None = Field(
        None, examples=[3], description="Ties with money of kinds that count only when asked for, over all pages."
    )


class Loading(BaseModel):
    """A load under way, or one that was broken off."""

    version: str = Field(description="Version of the dataset to come.", examples=["sha256:" + "1" * 64])
    done: int = Field(description="How many of its records are in.", examples=[3000])
    total: int = Field(description="How many records come or go.", examples=[8000])


class HiddenCounts(BaseModel):
    """How much a reader has hidden of what answers."""

    entities: int = Field(examples=[2], description="Entities, with those that have no other tie left.")
    ties: int = Field(examples=[9], description="Ties.")


class ViewMeta(BaseModel):
    """What a reader made of an answer. Rows follow from the question's own ties, without those that are hidden."""

    add: list[str] = Field([], examples=[["nasa"]], description="What was added, as in the parameter.")
    hide: list[str] = Field([], examples=[["isro"]], description="Ids of the entities that are hidden.")
    mute: list[str] = Field([], examples=[["Person"]], description="The kinds and statuses that are hidden.")
    pin: list[str] = Field([], examples=[["nisar@120,-40"]], description="Where the page holds entities.")
    hidden: HiddenCounts = Field(description="How much is hidden.")
    incomplete: list[str] = Field(
        [], examples=[[]], description="Of what was added, that of which more ties answer than are added."
    )
    empty: list[str] = Field([], examples=[[]], description="Of what was to be added, that which there is nothing of.")
    excluded: dict[str, Excluded] = Field(
        {},
        examples=[{"nasa": {"disputed": 1}}],
        description="What a default left out of what was to be added, of each; a tie may be left out of several.",
    )


class Meta(BaseModel):
    """What was asked, and of which dataset."""

    query: str = Field(examples=["partners"], description="Name of the query.")
    parameters: dict[str, Any] = Field(
        examples=[{"technology": "quantum"}], description="Its parameters, but for defaults."
    )
    dataset: str = Field(
        examples=["sha256:" + "0" * 64], description="Version of the dataset: the hash of its content."
    )
    counts: Counts = Field(description="How much is on this page.")
    excluded: Excluded = Field(
        description="What a default left out of what answers the question itself; `view.excluded` is of what was added."
    )
    note: str | None = Field(examples=[None], description="What to know about this answer, in a sentence.")
    next: str | None = Field(examples=[None], description="Cursor of the next page, for `after`; null on the last.")
    loading: Loading | None = Field(
        None, description="While a load is under way: this is a whole dataset on the way to another."
    )
    view: ViewMeta | None = Field(None, description="What a reader made of it by `add`, `hide`, `mute` and `pin`.")


class Answer(BaseModel, Generic[RowType]):
    """The one shape of every answer: a subgraph in which ids refer from list to list."""

    meta: Meta = Field(description="What was asked, and of which dataset.")
    rows: list[RowType] = Field(description="What the query says beyond the subgraph, one for each result.")
    entities: list[Entity] = Field(description="The entities.")
    ties: list[Tie] = Field(description="The ties between them, each with its claims.")
    technologies: list[Technology] = Field(description="The technologies that the ties name.")
    documents: list[Document] = Field(description="The documents that the claims cite.")


@dataclass(frozen=True)
class Hidden:
    """Ids of what answers, and a reader has hidden."""

    entities: frozenset[str] = frozenset()
    ties: frozenset[str] = frozenset()

    @classmethod
    def together(cls, parts: Sequence["Hidden"]) -> "Hidden":
        """What is hidden of any of some answers."""
        return cls(
            frozenset(id for part in parts for id in part.entities), frozenset(id for part in parts for id in part.ties)
        )


@dataclass(frozen=True)
class Subgraph:
    """An answer. Its records are kept as JSON; formats that need more read them through the properties.

    `made` is the day (ISO 8601) on which a frozen one was. `total` is how many results there are where these are not
    all, if they were counted. `names` are those of what it speaks of and does not hold, by id: what was asked for, and
    what its rows name. `hidden` is what a reader has hidden of it.
    """

    meta: Mapping[str, Any]
    rows: Sequence[Row]
    json_entities: Sequence[bytes]
    json_ties: Sequence[bytes]
    json_technologies: Sequence[bytes]
    json_documents: Sequence[bytes]

    made: str | None = None
    total: int | None = None
    names: Mapping[str, str] = field(default_factory=dict[str, str])
    hidden: Hidden = field(default_factory=Hidden)

    @classmethod
    def parse(cls, text: str | bytes, made: str | None = None) -> "Subgraph":
        """The answer that `json` or `frozen` wrote, in this version or an earlier one, on a day (ISO 8601)."""
        answer = orjson.loads(text)
        entities, ties, technologies, documents = ([orjson.dumps(record) for record in answer[part]] for part in PARTS)
        rows = [_AnyRow(**row) for row in answer["rows"]]
        return cls(answer["meta"], rows, entities, ties, technologies, documents, made, names=answer.get("names", {}))

    @property
    def day(self) -> str:
        """The day (ISO 8601) that it is about: that which is asked for, or else that on which it was made."""
        as_of = self.meta["parameters"].get("as_of")
        return last_day(as_of) if as_of else self.made or today()

    def holds(self, part: str, id: str) -> bool:
        """Whether it has a record, without reading the others."""
        opening = f'{{"id":"{id}",'.encode()
        return any(record.startswith(opening) for record in self.json_part(part))

    def json_part(self, part: str) -> Sequence[bytes]:
        """The JSON of a list's records."""
        return getattr(self, f"json_{part}")

    def json(self) -> bytes:
        """The answer in the shape of `Answer`, put together from the cached JSON."""
        parts = {
            b"meta": orjson.dumps(self.meta),
            b"rows": _listed([row.model_dump_json().encode() for row in self.rows]),
            b"entities": _listed(self.json_entities),
            b"ties": _listed(self.json_ties),
            b"technologies": _listed(self.json_technologies),
            b"documents": _listed(self.json_documents),
        }
        return b"{" + b",".join(b'"%s":%s' % part for part in parts.items()) + b"}"

    def frozen(self) -> bytes:
        """The answer to be kept: as `json`, with the names of what it speaks of and does not hold, if there is any."""
        return b'%s,"names":%s}' % (self.json()[:-1], orjson.dumps(self.names)) if self.names else self.json()

    @cached_property
    def entities(self) -> list[Entity]:
        """The entities."""
        return TypeAdapter(list[Entity]).validate_json(_listed(self.json_entities))

    @cached_property
    def ties(self) -> list[Tie]:
        """The ties between them."""
        return TypeAdapter(list[Tie]).validate_json(_listed(self._completed() if self.made else self.json_ties))

    def _completed(self) -> list[bytes]:
        documents = {document["id"]: document for document in map(orjson.loads, self.json_documents)}
        return [completed(tie, documents) for tie in self.json_ties]

    @cached_property
    def technologies(self) -> list[Technology]:
        """The technologies that the ties name."""
        return TypeAdapter(list[Technology]).validate_json(_listed(self.json_technologies))

    @cached_property
    def documents(self) -> list[Document]:
        """The documents that the claims cite."""
        return TypeAdapter(list[Document]).validate_json(_listed(self.json_documents))


def _listed(parts: Sequence[bytes]) -> bytes:
    return b"[" + b",".join(parts) + b"]"
