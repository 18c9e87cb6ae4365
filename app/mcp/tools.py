"""Which questions are tools, and how each is described: all of that follows from its declaration."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

from pydantic import BaseModel

from app.queries import catalogue
from app.queries.plain import DESCRIPTION, PlainQuestion
from app.queries.schema import Parameter, parameters

ASK = "ask"
"""The tool that takes a question in plain English."""

TOOLS = (
    "search", ASK, "entity", "partners", "ties", "paths", "compare", "funding", "claims", "disputes", "changes",
)  # fmt: skip
"""The questions that are tools: a name here makes another one of it. Assistants pay for all of them with every word
that they say, so that few serve better than all."""

_KEPT = ("type", "enum")
"""What assistants of all makers take in a schema, beside items and defaults. Bounds and patterns would cost more with
every word than to be told of one that is broken."""


@dataclass(frozen=True)
class Tool:
    """A question as a tool; `schema` is the JSON Schema of its parameters, which refers to nothing outside of it."""

    name: str
    title: str
    description: str
    schema: Mapping[str, Any]


@cache
def tools() -> Sequence[Tool]:
    """All of them, in their order."""
    return [_tool(name) for name in TOOLS]


def _tool(name: str) -> Tool:
    asked: type[BaseModel] = PlainQuestion if name == ASK else catalogue[name]
    description = DESCRIPTION if name == ASK else catalogue[name].description()
    return Tool(name, name.replace("_", " ").capitalize(), description, _schema(asked))


def _schema(asked: type[BaseModel]) -> dict[str, Any]:
    found = parameters(asked)
    required = [parameter.name for parameter in found if parameter.required]
    properties = {parameter.name: _property(parameter) for parameter in found}
    return {"type": "object", "properties": properties} | ({"required": required} if required else {})


def _property(parameter: Parameter) -> dict[str, Any]:
    return {**_plain(parameter.schema), "description": _described(parameter.description)}


def _plain(schema: Mapping[str, Any]) -> dict[str, Any]:
    """A schema without what not every assistant takes; a default that is a list says that all are meant."""
    plain = {key: value for key, value in schema.items() if key in _KEPT}
    if "items" in schema:
        plain["items"] = _plain(schema["items"])
    if not isinstance(default := schema.get("default"), list | None):
        plain["default"] = default
    return plain


def _described(description: str) -> str:
    """A parameter's description without what it says of `meta`, which is in JSON alone."""
    clauses = description.removesuffix(".").split("; ")
    said = "; ".join(clause for clause in clauses if "`meta." not in clause)
    return f"{said.partition('. `meta.')[0]}."
