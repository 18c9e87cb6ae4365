"""What is asked: a typed query, whose statement and rows are declared beside its parameters.

A query class is its signature: its fields are the parameters, wherever they come from (HTTP, command line, Python).
`form` says which Cypher answers it, and `rows` what the answer says beside the ties and records that are found.
"""

import re
from collections.abc import Collection, Iterable, Mapping, Sequence
from functools import cache
from string import Formatter
from typing import Any, ClassVar, Self, cast, get_type_hints
from urllib.parse import quote, urlencode

from pydantic import BaseModel, ConfigDict, field_validator

from app.domain.answer import PARTS, Row, Subgraph
from app.domain.columns import mark_of
from app.domain.dates import last_day
from app.graph.statements import description
from app.queries.forms import Form
from app.queries.parameters import USUAL_PAGE, AsOf, Cursor, Limit, Reference
from app.queries.rows import RecordRows, TieRows
from app.validation import checked

catalogue: "dict[str, type[Query]]" = {}
"""Every query by name: what is declared with a path is in it."""


class Query(BaseModel):
    """The base of all queries. A subclass that names a `path` is in the catalogue under its name in snake case."""

    model_config = ConfigDict(frozen=True, extra="forbid", populate_by_name=True)

    name: ClassVar[str]
    path: ClassVar[str]
    form: ClassVar[Form]
    row: ClassVar[type[Row] | None] = None
    rows: ClassVar[TieRows | RecordRows] = TieRows()
    asks: ClassVar[str] = ""
    """The question in plain words, with the parameters that a reader fills in first and what each is called:
    `What changed since {since:a day}?` Without it a form opens with the description."""

    as_of: AsOf | None = None

    def __init_subclass__(cls, *, path: str | None = None, **kwargs: Any) -> None:
        """Files a query under its name."""
        super().__init_subclass__(**kwargs)
        if path is not None:
            cls.path = path
            cls.name = re.sub(r"(?<=[a-z])(?=[A-Z])", "_", cls.__name__).lower()
            catalogue[cls.name] = cls

    @classmethod
    def __pydantic_init_subclass__(cls, **kwargs: Any) -> None:
        """Refuses plain words with a place for what is no parameter."""
        known = {field.alias or name for name, field in cls.model_fields.items()}
        for _, name, _, _ in Formatter().parse(cls.asks):
            if name is not None and name not in known:
                raise TypeError(f"{cls.__name__}: it asks for {name!r}, which is none of its parameters")

    @classmethod
    def read(cls, values: Mapping[str, Any], also_allowed: Iterable[str] = ()) -> Self:
        """The query with these parameters; `also_allowed` are names that a reader may give too, to others.

        Raises InvalidParameter, naming each error and what would be right.
        """
        return checked(cls, values, cls.name, also_allowed)

    @classmethod
    def description(cls) -> str:
        """What the query answers: the comment that its Cypher opens with."""
        return description(cls.name)

    @classmethod
    def of_one(cls, name: str, id: str) -> Self:
        """The question of one thing alone, which a parameter names. Raises InvalidParameter where it needs more."""
        return cls.read({name: id})

    @property
    def day(self) -> str | None:
        """The last day whose documents count, None for all."""
        return last_day(self.as_of) if self.as_of else None

    @property
    def size(self) -> int:
        """Most results in an answer."""
        return getattr(self, "limit", 1000)

    @classmethod
    def part_of_one(cls) -> str | None:
        """The list whose one record, by its id, the question is after: `entities` for `/entities/{id}`; None for
        any other question."""
        part = cls.references().get("id")
        return part if part and cls.path == f"/{part}/{{id}}" else None

    def in_full(self) -> "Query":
        """The same question as for a document that is to say all of one thing: its answer may hold more."""
        return self

    @classmethod
    def as_news(cls) -> "type[Query] | None":
        """The same question as feeds ask it, its news in the order of days, the last first; None where it has no such
        order."""
        return None

    def named(self, rows: Sequence[Row]) -> Mapping[str, Collection[str]]:
        """Ids by part that rows name, and that their answer need not hold otherwise."""
        return {}

    def in_drawing(self, answer: Subgraph) -> Mapping[str, Any]:
        """What its statement for Neo4j Browser may name of an answer."""
        return {part: [record.id for record in getattr(answer, part)] for part in PARTS}

    def all_pages(self) -> str:
        """What it asks for, whichever page of it."""
        return self.model_dump_json(exclude={"after", "limit"})

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

    def may_name_unknown_id(self, answer: Subgraph) -> bool:
        """Whether an answer may say so little because an id that was asked for does not exist."""
        return not answer.rows and not any(answer.meta["counts"].values())

    @classmethod
    @cache
    def references(cls) -> Mapping[str, str]:
        """The parameters that are ids of records, with the part that the record is in."""
        hints = get_type_hints(cls, include_extras=True)
        marks = {name: mark_of(hints[name], Reference) for name in cls.model_fields}
        return {name: mark.part for name, mark in marks.items() if mark}


OF_PAGE = frozenset({"limit", "after"})
"""The parameters that ask for a page of an answer."""


class Limited(BaseModel):
    """Has as many results as the reader asks for."""

    limit: Limit = USUAL_PAGE


class Paged(Limited):
    """Has pages; a cursor leads from one to the next."""

    form: ClassVar[Form]

    after: Cursor | None = None

    @field_validator("after")
    @classmethod
    def _of_this_question(cls, after: str | None) -> str | None:
        if after is not None and not (cls.form.cursor and re.fullmatch(cls.form.cursor.pattern, after)):
            raise ValueError("is no cursor of this question; take it from `meta.next` of the page before")
        return after
