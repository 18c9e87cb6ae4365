"""How a query looks in the OpenAPI description: parameters, answer and problems, from its declaration alone."""

from collections.abc import Callable, Iterator, Mapping
from typing import Any, Literal

from pydantic import BaseModel, Field

from app.domain.answer import Answer, Loading, Row
from app.errors import ServiceError, Unavailable
from app.formats import formats
from app.http.problems import KINDS, MEDIA_TYPE
from app.queries import catalogue, schema, view
from app.queries.base import Query
from app.report.options import Options
from app.report.rows import declaration
from app.validation import RULES

PROBLEM = {
    "type": "object",
    "description": "Problem details (RFC 9457).",
    "required": ["type", "title", "status", "detail", "instance"],
    "properties": {
        "type": {"type": "string", "description": "Address of what this kind of problem means."},
        "title": {"type": "string", "description": "The kind of problem."},
        "status": {"type": "integer", "description": "HTTP status."},
        "detail": {"type": "string", "description": "What is wrong here, and what would be right."},
        "instance": {"type": "string", "description": "The path that was asked for, and the request's id after `#`."},
        "errors": {
            "type": "array",
            "description": "Each parameter that is not valid.",
            "items": {
                "type": "object",
                "properties": {
                    "parameter": {"type": "string", "description": "Name of the parameter."},
                    "detail": {"type": "string", "description": "What is wrong with it."},
                    "allowed": {"type": "array", "items": {"type": "string"}, "description": "What it can be."},
                    "rule": {
                        "type": "string",
                        "enum": list(RULES),
                        "description": "Where it is right by itself: which rule it breaks beside another value. "
                        + "; ".join(f"`{rule}`: {meaning}" for rule, meaning in RULES.items())
                        + ".",
                    },
                },
            },
        },
        "suggestions": {
            "type": "array",
            "items": {"type": "string"},
            "description": "The nearest ids that are there, or the nearest plain questions.",
        },
        "dataset": {"description": "Which dataset the graph holds, or what is known of it."},
        "address": {"type": "string", "description": "Where another dataset answers the same question."},
    },
    "example": {
        "type": "/problems/not-found",
        "title": "Not found",
        "status": 404,
        "detail": "technology 'quantun' is not in the graph; did you mean quantum?",
        "instance": "/partners#5f0c9a1be2d347c6-1a",
        "parameter": "technology",
        "suggestions": ["quantum"],
    },
}


def answer_model(query: type[Query]) -> Any:
    """The type of a query's answers."""
    return Answer[query.row or Row]


def responses(query: type[Query]) -> dict[int | str, dict[str, Any]]:
    """The answer in every format, and each problem that the query can meet."""
    # JSON first: documentation shows the first as the example.
    ordered = sorted(formats().values(), key=lambda format: format.suffix != "json")
    content: dict[str, dict[str, Any]] = {format.media_type: {} for format in ordered}
    found: dict[int | str, dict[str, Any]] = {
        200: {"model": answer_model(query), "description": "The answer, as a subgraph.", "content": content}
    }
    found[307] = {"description": "It leads to a snapshot of the question, where `dataset` names one that is gone."}
    return found | problems()


def problems() -> dict[int | str, dict[str, Any]]:
    """Each problem that a request can meet."""
    return {kind.status: _problem_response(kind) for kind in KINDS.values()}


def _problem_response(kind: type[ServiceError]) -> dict[str, Any]:
    content = {MEDIA_TYPE: {"schema": {"$ref": "#/components/schemas/Problem"}}}
    return {"description": f"{kind.title}.", "content": content}


def parameters(path: str, asked: type[BaseModel]) -> list[dict[str, Any]]:
    """The parameters of a query, or of any model of a request, at a path."""
    return [
        {
            "name": parameter.name,
            "in": "path" if f"{{{parameter.name}}}" in path else "query",
            "required": parameter.required,
            "description": parameter.description,
            "schema": parameter.schema,
            "example": parameter.example,
        }
        for parameter in schema.parameters(asked)
    ]


def parameters_of(query: type[Query]) -> list[dict[str, Any]]:
    """The parameters of a query and of a view of its answer."""
    beside = view.parameters_of(query)
    return [
        *parameters(query.path, query),
        *(parameter for parameter in parameters("", view.View) if parameter["name"] in beside),
    ]


def options() -> list[dict[str, Any]]:
    """The suffix of a format, and the options of formats, each with the formats that use it."""
    described = parameters("", Options)
    for option in described:
        using = ", ".join(suffix for suffix, format in formats().items() if option["name"] in format.options)
        option["description"] += f" For {using}."
    listed = "; ".join(f"`{suffix}`: {format.description}" for suffix, format in formats().items())
    suffix = {
        "name": "suffix", "in": "path", "required": True, "description": f"The format. {listed}",
        "schema": {"type": "string", "enum": list(formats())}, "example": "svg",
    }  # fmt: skip
    return [suffix, *described]


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
    loading: Loading | None = Field(None, description="While a load of another dataset is under way: how far it is.")


class Ready(BaseModel):
    """The graph answers and holds a whole dataset."""

    status: Literal["ready"] = Field(description="Always `ready`.", examples=["ready"])
    dataset: Loaded = Field(description="Which dataset it holds.")


class Embed(BaseModel):
    """An answer as oEmbed 1.0."""

    version: Literal["1.0"] = Field(description="Of oEmbed.", examples=["1.0"])
    type: Literal["rich"] = Field(description="Kind of embed.", examples=["rich"])
    title: str = Field(description="Title of the answer.", examples=["Partners in quantum technology"])
    html: str = Field(description="The frame to put into a page.", examples=['<iframe src="…"></iframe>'])
    width: int = Field(description="In CSS pixels.", examples=[960])
    height: int = Field(description="In CSS pixels.", examples=[640])
    provider_name: str = Field(description="Always `Entente`.", examples=["Entente"])
    provider_url: str = Field(description="The service.", examples=["https://example.org"])
    cache_age: int = Field(description="For how many seconds it can be kept.", examples=[3600])
    thumbnail_url: str = Field(description="The figure as an image.", examples=["https://example.org/partners.png"])
    thumbnail_width: int = Field(description="In CSS pixels.", examples=[960])
    thumbnail_height: int = Field(description="In CSS pixels.", examples=[640])
    entente_dataset: str = Field(description="Version of the dataset.", examples=["sha256:" + "0" * 64])
    entente_summary: str = Field(description="What the figure shows, in words.", examples=["Network of 9 entities."])


PROBLEMS: dict[int | str, dict[str, Any]] = {kind.status: _problem_response(kind) for kind in KINDS.values()}
UNAVAILABLE: dict[int | str, dict[str, Any]] = {503: _problem_response(Unavailable)}


def completed(generate: Callable[[], dict[str, Any]]) -> Callable[[], dict[str, Any]]:
    """A generator of OpenAPI descriptions that adds the schema of problems and how tables show the fields of rows, and
    lists suffix forms after questions."""

    def generate_all() -> dict[str, Any]:
        description = generate()
        paths = sorted(description["paths"].items(), key=lambda path: path[0].endswith(".{suffix}"))
        description["paths"] = dict(paths)
        schemas = description["components"]["schemas"]
        schemas["Problem"] = PROBLEM
        for row, field, column in _columns():
            schemas[row.__name__]["properties"][field]["x-column"] = column
        return description

    return generate_all


def _columns() -> Iterator[tuple[type[Row], str, Mapping[str, Any]]]:
    for query in catalogue.values():
        if query.row:
            yield from declaration(query.row)
