"""What a query is: a typed signature whose body is the `.cypher` file of the same name.

A query class is its signature: its fields are the parameters, wherever they come from (HTTP, command line, Python).
Its Cypher selects ties or things and their order; a frame of `cypher/frame/` filters and pages for all queries alike.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from string import Template
from typing import Any, ClassVar, NamedTuple, Self, get_args, get_type_hints

from pydantic import BaseModel, ConfigDict, Field, ValidationError
from pydantic_core import ErrorDetails

from app.cypher import description, names, statement
from app.dates import first_day, last_day
from app.errors import InvalidParameter
from app.parameters import (
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
from app.pieces import Piece
from app.subgraph import Row, Subgraph
from app.vocabulary import Status

NARROWEST = {"document": "ties_of_document", "entity": "ties_of_entity", "technology": "ties_in_technology"}
"""By which of its parameters a query looks ties up, the one that finds the fewest first, and the fragment that does."""


@cache
def _among(text: str, fragment: str) -> str:
    """A statement that looks ties up in one way: a plan for all ways at once would hold a scan for every question."""
    return Template(text).safe_substitute(among=statement(f"fragment/{fragment}"))


def _whole(text: str) -> str:
    """A statement with the fragments that it names: `$passes(edge)` is `fragment/passes`, of `edge` for its `$it`."""
    shared = {name.removeprefix("fragment/") for name in names("fragment")}

    def put(named: re.Match[str]) -> str:
        name, of = named.groups()
        return statement(f"fragment/{name}").replace("$it", of or "") if name in shared else named[0]

    return re.sub(r"\$(\w+)(?:\((\w+)\))?", put, text)


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
    def read(cls, values: Mapping[str, Any]) -> Self:
        """The query with these parameters. Raises InvalidParameter, naming each fault and what would be right."""
        try:
            return cls.model_validate(values)
        except ValidationError as invalid:
            errors = [_explained(error, cls) for error in invalid.errors(include_url=False)]
            detail = "; ".join(f"{error['parameter']}: {error['detail']}" for error in errors)
            raise InvalidParameter(detail, errors=errors) from None

    @classmethod
    def description(cls) -> str:
        """What the query answers: the comment that its Cypher opens with."""
        return description(cls.name)

    @classmethod
    @cache
    def statement(cls) -> str:
        """The whole Cypher: the query's selection inside its frame, with the fragments that either names."""
        frame = Template(_whole(statement(f"frame/{cls.frame}")))
        return frame.safe_substitute(selection=_whole(statement(cls.name)))

    def cypher(self) -> str:
        """The statement that answers this very question; the same for all of a query, unless it says otherwise."""
        return self.statement()

    @property
    def day(self) -> str | None:
        """The last day whose documents count, None for all."""
        return last_day(self.as_of) if self.as_of else None

    @property
    def size(self) -> int:
        """Most places in an answer."""
        return 1000

    @property
    def start(self) -> str | None:
        """The place after which an answer begins, None for the first."""
        return None

    def arguments(self) -> dict[str, Any]:
        """The values of the statement's parameters. One row more than the page shows whether another follows."""
        own = self.model_dump(mode="json", exclude={"limit", "after", "as_of"})
        # `!` sorts after the space that follows an entry's day, so that the day itself counts.
        return own | {"page": self.size + 1, "after": self.start, "until": f"{self.day}!" if self.day else "9999"}

    def given(self) -> dict[str, Any]:
        """The parameters as a reader would write them: those that differ from their defaults."""
        return self.model_dump(mode="json", by_alias=True, exclude_defaults=True)

    def gather(self, rows: Sequence[Row]) -> Sequence[Row]:
        """The rows of an answer, put together from what was told place by place."""
        return rows

    def note(self, rows: Sequence[Row]) -> str | None:
        """What a reader has to know about an answer with these rows, in a sentence."""
        return None

    def doubtful(self, answer: Subgraph) -> bool:
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


def _explained(error: ErrorDetails, query: type[Query]) -> dict[str, Any]:
    """One fault of a parameter: its name, what is wrong, and the allowed values where they can be listed."""
    name = str(error["loc"][0]) if error["loc"] else ""
    known = [field.alias or key for key, field in query.model_fields.items()]
    match error["type"]:
        case "missing":
            return {"parameter": name, "detail": "is missing"}
        case "extra_forbidden":
            return {"parameter": name, "detail": f"is not a parameter of {query.name}", "allowed": known}
        case "enum" | "literal_error":
            allowed = re.findall(r"'([^']*)'", error.get("ctx", {})["expected"])
            return {"parameter": name, "detail": f"cannot be {error['input']!r}", "allowed": allowed}
        case "value_error":
            return {"parameter": name, "detail": str(error.get("ctx", {})["error"])}
        case _:
            return {"parameter": name, "detail": f"{error['msg']}, not {error['input']!r}"}


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
    def start(self) -> str | None:
        """The place after which an answer begins, None for the first."""
        return read_cursor(self.after) if self.after else None


class Thing(NamedTuple):
    """An entity, technology or document of an answer, with what the query says of it."""

    part: str
    id: str
    row: Row | None


class ThingQuery(Query):
    """Selects entities, technologies or documents: `thing`, `place` and `row`."""

    frame = "things"

    def tell(self, row: Mapping[str, Any], thing: Piece) -> Row | None:
        """What the answer says of a thing beyond the thing itself."""
        return self.row(**row) if self.row else None

    def ranked(self, found: Sequence[Thing]) -> Sequence[Thing]:
        """The things of a page in the order of the answer."""
        return found


class TieQuery(Query):
    """Selects ties: `tie` and `place`."""

    frame = "ties"

    def cypher(self) -> str:
        """With the look-up that finds the fewest ties in the place of `$among`."""
        given = (fragment for name, fragment in NARROWEST.items() if getattr(self, name, None) is not None)
        return _among(self.statement(), next(given, "all_ties"))

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

    def tell(self, place: str, ties: Mapping[str, Piece]) -> Row | None:
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

    def excluded(self, record: Mapping[str, Any]) -> dict[str, int]:
        """With the disputed ties, where they are left out."""
        return super().excluded(record) | ({"disputed": record["disputed"]} if self.disputed == "exclude" else {})

    def arguments(self) -> dict[str, Any]:
        """With the filters as given; dates as the days that they compare by."""
        return super().arguments() | {
            "from": first_day(self.from_) if self.from_ else None,
            "to": last_day(self.to) if self.to else None,
            "states": states(self.status, self.disputed),
            "hidden": states(self.status, "only") if self.disputed == "exclude" else [],
        }


class FieldTieFilters(TieFilters):
    """Selects ties, and filters them by technology too."""

    technology: TechnologyId | None = None

    def arguments(self) -> dict[str, Any]:
        """With the technology that the frame filters by."""
        return super().arguments() | {"within": self.technology}


class FilteredTieQuery(Paged, TieFilters):
    """Selects ties, filters them, and gives them page by page."""


class FieldTieQuery(Paged, FieldTieFilters):
    """Selects ties, filters them by technology too, and gives them page by page."""
