"""Questions as forms that people fill in: what they read, and a field for each parameter that is asked for there."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from string import Formatter
from typing import Any, Literal

from app.domain.dates import ONE_DATE
from app.queries.base import OF_PAGE, Query
from app.queries.filters import TieFilters
from app.queries.parameters import PAIR
from app.queries.schema import Parameter, parameters

FieldType = Literal["entities", "technologies", "documents", "ties", "pair", "day", "choice", "number", "flag", "text"]
"""What a field holds: the id of a record of a part, two entities, a date, or something simpler."""


@dataclass(frozen=True)
class Part:
    """A part of a question in plain words: a text, and the field that stands behind it, with what it is called."""

    text: str
    field: str | None
    words: str | None


@dataclass(frozen=True)
class Field:
    """A parameter as a field. `pattern` is that of a day; `least` and `most` bound a number, or how many are given."""

    name: str
    type: FieldType
    description: str
    required: bool
    several: bool
    choices: Sequence[str]
    default: Any
    pattern: str | None
    least: int | None
    most: int | None


def asks(query: type[Query]) -> Iterator[Part]:
    """The question in plain words, part by part; none where it has no such words."""
    return parts(query.asks)


def parts(asks: str) -> Iterator[Part]:
    """The parts of a question in plain words."""
    for text, name, words, _ in Formatter().parse(asks):
        yield Part(text, name, words or name)


def fields(query: type[Query]) -> Iterator[Field]:
    """What a form asks for: not pages, not the day of which an answer is, nor the filters that all ties have."""
    filters = {parameter.name for parameter in parameters(TieFilters)} if query.form.finds_ties else set[str]()
    for parameter in parameters(query):
        if parameter.name not in {*OF_PAGE, "as_of", *filters}:
            yield _field(query, parameter)


def _field(query: type[Query], parameter: Parameter) -> Field:
    type, one = _type(query, parameter), _one(parameter)
    return Field(
        parameter.name, type, parameter.description.split(";")[0].rstrip("."), parameter.required, parameter.repeatable,
        parameter.choices, parameter.schema.get("default"), one.get("pattern") if type == "day" else None,
        one.get("minimum"), one.get("maximum", parameter.schema.get("maxItems")),
    )  # fmt: skip


def _one(parameter: Parameter) -> dict[str, Any]:
    """The schema of one of its values."""
    return parameter.schema.get("items", parameter.schema)


_PARTS: dict[str, FieldType] = {
    "entities": "entities", "technologies": "technologies", "documents": "documents", "ties": "ties",
}  # fmt: skip
_SIMPLE: dict[str, FieldType] = {"integer": "number", "boolean": "flag"}


def _type(query: type[Query], parameter: Parameter) -> FieldType:
    one = _one(parameter)
    if one.get("pattern") == PAIR:
        return "pair"
    if part := _PARTS.get(query.references().get(parameter.name, "")):
        return part
    if parameter.choices:
        return "choice"
    if one.get("pattern") == ONE_DATE:
        return "day"
    return _SIMPLE.get(one.get("type", ""), "text")
