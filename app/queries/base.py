"""What a query is: a typed signature whose body is the `.cypher` file of the same name.

A query class is its signature: its fields are the parameters, wherever they come from (HTTP, command line, Python).
Its Cypher selects ties or things and their order; a frame of `cypher/frame/` filters and pages for all queries alike.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from typing import Any, ClassVar, NamedTuple, Self, cast, get_args, get_type_hints
from urllib.parse import quote, urlencode

from pydantic import BaseModel, ConfigDict, Field

from app.domain.answer import Row, Subgraph
from app.domain.dates import first_day, last_day
from app.domain.record_json import RecordJson
from app.domain.vocabulary import Status
from app.graph.statements import body, description
from app.graph.templates import Shape, filled
from app.queries.parameters import (
    AsOf,
    Countries,
    Cursor,
    Disputed,
    From,
    Kinds,
    Limit,
    Reference,
    Relations,
    Statuses,
    TechnologyId,
    To,
    read_cursor,
)  # fmt: skip
from app.validation import checked

LOOKUPS = ("document", "entity", "technology")
"""The parameters by which ties are looked up, the one that finds the fewest first."""

catalogue: "dict[str, type[Query]]" = {}
"""Every query by name: what is declared with a path is in it."""


class Query(BaseModel):
    """The base of all queries. A subclass that names a `path` is in the catalogue under its name in snake case."""

    model_config = ConfigDict(frozen=True, extra="forbid", populate_by_name=True)

    name: ClassVar[str]
    path: ClassVar[str]
    frame: ClassVar[str]
    row: ClassVar[type[Row] | None] = None

    as_of: AsOf | None = None

    def __init_subclass__(cls, *, path: str | None = None, **kwargs: Any) -> None:
        """Files a query under its name."""
        super().__init_subclass__(**kwargs)
        if path is not None:
            cls.path = path
            cls.name = re.sub(r"(?<=[a-z])(?=[A-Z])", "_", cls.__name__).lower()
            catalogue[cls.name] = cls

    @classmethod
    def read(cls, values: Mapping[str, Any], beside: Iterable[str] = ()) -> Self:
        """The query with these parameters; `beside` are names that a reader may give too, to others.

        Raises InvalidParameter, naming each fault and what would be right.
        """
        return checked(cls, values, cls.name, beside)

    @classmethod
    def description(cls) -> str:
        """What the query answers: the comment that its Cypher opens with."""
        return description(cls.name)

    @property
    def selection(self) -> str:
        """What the query puts into its frame."""
        return body(self.name)

    @property
    def shape(self) -> Shape:
        """What this question's statement depends on beside."""
        return Shape()

    def cypher(self) -> str:
        """The statement that answers this question: the query's selection inside its frame."""
        return filled(self.name, self.selection, self.frame, self.shape)

    @property
    def day(self) -> str | None:
        """The last day whose documents count, None for all."""
        return last_day(self.as_of) if self.as_of else None

    @property
    def size(self) -> int:
        """Most places in an answer."""
        return 1000

    @property
    def start(self) -> str:
        """The place after which an answer begins; empty for the first page."""
        return ""

    def arguments(self) -> dict[str, Any]:
        """The values of the statement's parameters. One row more than the page shows whether another follows."""
        own = self.model_dump(mode="json", exclude={"limit", "after", "as_of"})
        # `!` sorts after the space that follows an entry's day, so that the day itself counts.
        return own | {"page": self.size + 1, "after": self.start, "until": f"{self.day}!" if self.day else "9999"}

    def whole(self) -> str:
        """What it asks for, whichever page of it."""
        return self.model_dump_json(exclude={"after"})

    def given(self) -> dict[str, Any]:
        """The parameters as a reader would write them: those that differ from their defaults."""
        return self.model_dump(mode="json", by_alias=True, exclude_defaults=True)

    @property
    def address(self) -> str:
        """Its one path and query string: parameters in order, without defaults."""
        path, parameters = self.path, list[tuple[str, str]]()
        for name, value in self.given().items():
            if f"{{{name}}}" in path:
                path = path.replace(f"{{{name}}}", quote(str(value), safe=""))
            else:
                several = cast("list[object]", value) if isinstance(value, list) else [value]
                parameters += [(name, str(one)) for one in several]
        return f"{path}?{urlencode(parameters)}" if parameters else path

    def gather(self, rows: Sequence[Row]) -> Sequence[Row]:
        """The rows of an answer, put together from what was told place by place."""
        return rows

    def note(self, rows: Sequence[Row]) -> str | None:
        """What a reader has to know about an answer with these rows, in a sentence."""
        return None

    def may_name_unknown_id(self, answer: Subgraph) -> bool:
        """Whether an answer may say so little because an id that was asked for does not exist."""
        return not answer.rows and not any(answer.meta["counts"].values())

    @classmethod
    @cache
    def references(cls) -> Mapping[str, str]:
        """The parameters that are ids of records, with the part that the record is in."""
        hints = get_type_hints(cls, include_extras=True)
        marks = {name: _mark(hints[name]) for name in cls.model_fields}
        return {name: mark.part for name, mark in marks.items() if mark}


def _mark(hint: Any) -> Reference | None:
    """The reference mark of a parameter's type, at any depth: `EntityId | None` is marked too."""
    if isinstance(hint, Reference):
        return hint
    parts = (*get_args(hint), *getattr(hint, "__metadata__", ()))
    return next((mark for part in parts if (mark := _mark(part))), None)


class Limited(Query):
    """Has as many results as the reader asks for."""

    limit: Limit = 100

    @property
    def size(self) -> int:
        """Most places in an answer."""
        return self.limit


class Paged(Limited):
    """Has pages; a cursor leads from one to the next."""

    after: Cursor | None = None

    @property
    def start(self) -> str:
        """The place after which an answer begins; empty for the first page."""
        return read_cursor(self.after) if self.after else ""


class FoundRecord(NamedTuple):
    """An entity, technology or document of an answer, with what the query says of it."""

    part: str
    id: str
    row: Row | None


class RecordQuery(Query):
    """Selects entities, technologies or documents: `thing`, `place` and `row`."""

    frame = "things"

    def tell(self, row: Mapping[str, Any], thing: RecordJson) -> Row | None:
        """What the answer says of a thing beyond the thing itself."""
        return self.row(**row) if self.row else None

    def ranked(self, found: Sequence[FoundRecord]) -> Sequence[FoundRecord]:
        """The things of a page in the order of the answer."""
        return found


class TieQuery(Query):
    """Selects ties: `tie` and `place`; in the frame `pages` a page of places, each with its `ties`."""

    frame = "ties"

    @property
    def filters(self) -> list[str]:
        """The filters of `cypher/filter/` that are asked for."""
        return ["state_as_of"] if self.as_of else []

    @property
    def shape(self) -> Shape:
        """With the look-up that finds the fewest ties."""
        lookup = next((name for name in LOOKUPS if getattr(self, name, None) is not None), "all")
        return Shape(lookup, tuple(self.filters), self.as_of is not None)

    @property
    def counts(self) -> bool:
        """Whether disputed ties are left out and counted."""
        return False

    def excluded(self, record: Mapping[str, Any]) -> dict[str, int]:
        """How many ties a default left out of the answer, by what it is about."""
        return {}

    def arguments(self) -> dict[str, Any]:
        """With neutral values for every filter of the frame."""
        return {
            "relation": None, "kind": None, "country": None, "from": None, "to": None, "within": None,
            "states": states(Status, "include"), "hidden": [], "apart": [],
            **super().arguments(),
        }  # fmt: skip

    def tell(self, place: str, ties: Mapping[str, RecordJson]) -> Row | None:
        """What the answer says of the ties of a place, given by id, beyond the ties themselves.

        A query that has a `row` gives None for a place that is no answer to it after all.
        """
        return None


# How a state in a tie's history ends, for each choice of `disputed`.
_MARKS: dict[Disputed, tuple[str, ...]] = {"exclude": ("",), "include": ("", ",disputed"), "only": (",disputed",)}


def states(statuses: Iterable[Status], disputed: Disputed) -> list[str]:
    """The states in a tie's history that pass."""
    return [f"{status}{mark}" for status in statuses for mark in _MARKS[disputed]]


class TieFilters(TieQuery):
    """Selects ties, and filters them; always in the same way."""

    relation: Relations | None = None
    kind: Kinds | None = None
    country: Countries | None = None
    status: Statuses = tuple(Status)
    disputed: Disputed = "exclude"
    from_: From | None = Field(None, alias="from")
    to: To | None = None

    @property
    def filters(self) -> list[str]:
        """One for all ways to narrow an answer, so that they share a statement; a short one where none is asked for."""
        narrowing = ("relation", "kind", "country", "status", "disputed", "from_", "to", "as_of")
        if any(getattr(self, name) != type(self).model_fields[name].default for name in narrowing):
            return ["narrowed", *(super().filters or ["state"])]
        short: dict[Disputed, list[str]] = {"exclude": ["undisputed"], "include": [], "only": ["disputed"]}
        return short[self.disputed]

    @property
    def counts(self) -> bool:
        """Whether disputed ties are left out and counted."""
        return self.disputed == "exclude"

    def excluded(self, record: Mapping[str, Any]) -> dict[str, int]:
        """With the disputed ties, where they are left out."""
        return super().excluded(record) | ({"disputed": record["disputed"]} if self.counts else {})

    def arguments(self) -> dict[str, Any]:
        """With the filters as given; dates as the days that they compare by."""
        return super().arguments() | {
            "from": first_day(self.from_) if self.from_ else None,
            "to": last_day(self.to) if self.to else None,
            "states": states(self.status, self.disputed),
            "hidden": states(self.status, "only") if self.counts else [],
        }


class FieldTieFilters(TieFilters):
    """Selects ties, and filters them by technology too."""

    technology: TechnologyId | None = None

    @property
    def filters(self) -> list[str]:
        """With that of the technology."""
        return super().filters + (["within"] if self.technology else [])

    def arguments(self) -> dict[str, Any]:
        """With the technology that the frame filters by."""
        return super().arguments() | {"within": self.technology}


class FilteredTieQuery(Paged, TieFilters):
    """Selects ties, filters them, and gives them page by page."""


class FieldTieQuery(Paged, FieldTieFilters):
    """Selects ties, filters them by technology too, and gives them page by page."""
