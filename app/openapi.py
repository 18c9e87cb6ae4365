"""How a query looks in the OpenAPI description: parameters, answer and problems, from its declaration alone."""

from collections.abc import Callable
from typing import Any, Literal

from pydantic import BaseModel, Field

from app import signature
from app.errors import ServiceError, Unavailable
from app.formats import formats
from app.problems import KINDS, MEDIA_TYPE
from app.query import Query
from app.subgraph import Answer, Row

PROBLEM = {
    "type": "object",
    "description": "Problem details (RFC 9457).",
    "required": ["type", "title", "status", "detail", "instance"],
    "properties": {
        "type": {"type": "string", "description": "Address of what this kind of problem means."},
        "title": {"type": "string", "description": "The kind of problem."},
        "status": {"type": "integer", "description": "HTTP status."},
        "detail": {"type": "string", "description": "What is wrong here, and what would be right."},
        "instance": {"type": "string", "description": "The path that was asked for."},
        "errors": {
            "type": "array",
            "description": "Each parameter that is not valid.",
            "items": {
                "type": "object",
                "properties": {
                    "parameter": {"type": "string", "description": "Name of the parameter."},
                    "detail": {"type": "string", "description": "What is wrong with it."},
                    "allowed": {"type": "array", "items": {"type": "string"}, "description": "What it can be."},
                },
            },
        },
        "suggestions": {
            "type": "array",
            "items": {"type": "string"},
            "description": "The nearest ids that are there.",
        },
    },
    "example": {
        "type": "/problems/not-found",
        "title": "Not found",
        "status": 404,
        "detail": "technology 'quantun' is not in the graph; did you mean quantum?",
        "instance": "/partners",
        "parameter": "technology",
        "suggestions": ["quantum"],
    },
}


def answer_model(query: type[Query]) -> Any:
    """The type of a query's answers."""
    return Answer[query.row or Row]


def responses(query: type[Query]) -> dict[int | str, dict[str, Any]]:
    """The answer in every format, and each problem that the query can meet."""
    others: dict[str, dict[str, Any]] = {
        format.media_type: {} for format in formats().values() if format.suffix != "json"
    }
    found: dict[int | str, dict[str, Any]] = {
        200: {"model": answer_model(query), "description": "The answer, as a subgraph.", "content": others}
    }
    return found | {kind.status: _problem_response(kind) for kind in KINDS.values()}


def _problem_response(kind: type[ServiceError]) -> dict[str, Any]:
    content = {MEDIA_TYPE: {"schema": {"$ref": "#/components/schemas/Problem"}}}
    return {"description": f"{kind.title}.", "content": content}


def parameters(query: type[Query]) -> list[dict[str, Any]]:
    """The query's parameters as OpenAPI has them."""
    return [
        {
            "name": parameter.name,
            "in": "path" if f"{{{parameter.name}}}" in query.path else "query",
            "required": parameter.required,
            "description": parameter.description,
            "schema": parameter.schema,
            "example": parameter.example,
        }
        for parameter in signature.parameters(query)
    ]


class Health(BaseModel):
    """The process lives."""

    status: Literal["alive"] = Field(description="Always `alive`.", examples=["alive"])


class Loaded(BaseModel):
    """The dataset that the graph holds."""

    version: str = Field(description="Hash of its content.", examples=["sha256:" + "0" * 64])
    loaded: str = Field(description="When it was loaded (ISO 8601).", examples=["2026-11-22T10:00:00+00:00"])
    technologies: int = Field(description="Technologies.", examples=[141])
    entities: int = Field(description="Entities.", examples=[237])
    documents: int = Field(description="Documents.", examples=[28])
    ties: int = Field(description="Ties.", examples=[400])
    claims: int = Field(description="Claims.", examples=[500])


class Ready(BaseModel):
    """The graph answers and holds a whole dataset."""

    status: Literal["ready"] = Field(description="Always `ready`.", examples=["ready"])
    dataset: Loaded = Field(description="Which dataset it holds.")


UNAVAILABLE: dict[int | str, dict[str, Any]] = {503: _problem_response(Unavailable)}


def completed(generate: Callable[[], dict[str, Any]]) -> Callable[[], dict[str, Any]]:
    """A generator of OpenAPI descriptions that adds the schema of problems."""

    def generate_all() -> dict[str, Any]:
        description = generate()
        description["components"]["schemas"]["Problem"] = PROBLEM
        return description

    return generate_all
