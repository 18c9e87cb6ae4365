"""A query's parameters, read off its declaration: what HTTP, the command line and the docs each show in their way."""

from dataclasses import dataclass, replace
from functools import cache
from typing import Any, cast

from pydantic import BaseModel

from app.queries.base import Paged, Query


@dataclass(frozen=True)
class Parameter:
    """One parameter. `schema` is its JSON Schema, `choices` what it can be where that can be listed."""

    name: str
    required: bool
    repeatable: bool
    description: str
    example: Any
    choices: tuple[str, ...]
    schema: dict[str, Any]


@cache
def parameters(query: type[BaseModel]) -> tuple[Parameter, ...]:
    """The parameters of a query, or the options of formats, in the order of declaration, the required ones first."""
    whole = query.model_json_schema(by_alias=True)
    found = [
        _parameter(name, _inlined(field, whole.get("$defs", {})), name in whole.get("required", []))
        for name, field in whole["properties"].items()
    ]
    if issubclass(query, Paged):
        found = [_of_question(query, parameter) if parameter.name == "after" else parameter for parameter in found]
    return tuple(sorted(found, key=lambda parameter: not parameter.required))


def _of_question(query: type[Paged], cursor: Parameter) -> Parameter:
    """The parameter `after` as it is for a question, whose cursors are of its own form."""
    place = query.form.cursor
    assert place, f"{query.__name__} has pages, and does not say by what they are ordered"
    return replace(cursor, example=place.example, schema=cursor.schema | {"pattern": f"^(?:{place.pattern})$"})


def example(query: type[Query], *beside: str) -> Query:
    """A query with examples of the parameters that it cannot do without, and of those named, where it has them."""
    asked = [parameter for parameter in parameters(query) if parameter.required or parameter.name in beside]
    return query.read({parameter.name: parameter.example for parameter in asked})


def repeatable(query: type[BaseModel]) -> frozenset[str]:
    """The names of the parameters that may be given several times."""
    return frozenset(parameter.name for parameter in parameters(query) if parameter.repeatable)


def _parameter(name: str, field: dict[str, Any], required: bool) -> Parameter:
    examples = _member(field, "examples") or [None]
    options = [option for option in field.get("anyOf", [field]) if option.get("type") != "null"]
    schema = options[0] | {"default": field["default"]} if field.get("default") is not None else options[0]
    choices = schema.get("items", schema).get("enum", ())
    several = schema.get("type") == "array"
    shown = {key: value for key, value in schema.items() if key not in ("description", "examples", "title")}
    return Parameter(name, required, several, _member(field, "description"), examples[0], tuple(choices), shown)


def _member(field: dict[str, Any], key: str) -> Any:
    """A member of a schema, from wherever an optional type has put it."""
    return field.get(key) or next((option[key] for option in field.get("anyOf", []) if key in option), None)


def _inlined(value: Any, definitions: dict[str, Any]) -> Any:
    """A schema with its references replaced by what they name."""
    if isinstance(value, list):
        return [_inlined(part, definitions) for part in cast("list[Any]", value)]
    if not isinstance(value, dict):
        return value
    members = cast("dict[str, Any]", value)
    if "$ref" in members:
        named = _inlined(definitions[members["$ref"].rsplit("/", 1)[-1]], definitions)
        return named | {key: part for key, part in members.items() if key != "$ref"}
    return {key: _inlined(part, definitions) for key, part in members.items()}
