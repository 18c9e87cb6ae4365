"""Checks, before the first question, that each statement can be put together and has just the parameters it uses."""

from collections.abc import Iterator
from itertools import product
from typing import Any

from app.graph.statements import files, parameters, place, position, sample_parameters, statement
from app.graph.templates import TemplateError
from app.queries import catalogue
from app.queries.base import Query
from app.queries.drawing import drawn
from app.queries.schema import example
from app.queries.statements import Statement, statement_of, total_of, values

FILTERED: tuple[dict[str, Any], ...] = (
    {}, {"disputed": "include"}, {"disputed": "only"}, {"status": ["active"]}, {"sources": 2},
    {"as_of": "2024"}, {"as_of": "2024", "sources": 2},
)  # fmt: skip
"""As it is asked first; with the disputed ties, and for them alone; narrowed by any filter, and by how sure a tie is;
and both as of a day."""


def check_statements() -> None:
    """Puts together every statement that there can be, which takes about 0.2 s.

    Raises TemplateError, with file and line, for an unknown hole, for a parameter that nothing gives, and for one that
    is given and that no statement uses.
    """
    for query in catalogue.values():
        _check_query(query)
    _check_samples()


def variants(query: type[Query]) -> Iterator[Query]:
    """A query asked in each way that changes its statement: looked up by one thing or all, filtered, as of, deep."""
    lookups = {"technology", *query.form.by, *query.form.begins_by, *query.form.count_by}
    names = sorted(name for name in lookups & query.model_fields.keys() if not query.model_fields[name].is_required())
    ways = [[], *([name] for name in names), *([names] if len(names) > 1 else [])]
    looked_up = [example(query, *way).given() for way in ways]
    filtered = [given for given in FILTERED if given.keys() <= query.model_fields.keys()]
    far = [{"depth": 3}] if "depth" in query.model_fields else []
    lineage = [{"lineage": "include"}] if "lineage" in query.model_fields else []
    arrival = [{"by": "arrival"}] if "by" in query.model_fields else []
    for filters, reach, asked in product(filtered, [{}, *far, *lineage, *arrival], looked_up):
        if "lineage" not in reach or "entity" in asked:
            yield from _in_full(query.read(asked | filters | reach))


def _in_full(query: Query) -> Iterator[Query]:
    """A question, and as documents ask it where that is another statement."""
    yield query
    if (full := query.in_full()) is not query:
        yield full


def _check_query(query: type[Query]) -> None:
    used = set[str]()
    for asked in variants(query):
        for one in _statements(asked):
            used |= one.arguments.keys()
        drawn(asked)
    if (news := query.as_news()) and news is not query:
        for asked in variants(news):
            _statements(asked)
    if unused := sorted(values(example(query)).keys() - used):
        raise TemplateError(
            f"cypher/{query.name}.cypher: {query.__name__} gives ${unused[0]}, and no statement uses it"
        )


def _statements(query: Query) -> tuple[Statement, ...]:
    return statement_of(query), *([total_of(query)] if query.form.cursor else [])


def _check_samples() -> None:
    """That `params.cypher` has a value for each parameter of each file, and no other."""
    samples, used = sample_parameters(), set[str]()
    for name in files():
        for parameter in sorted(parameters(statement(name)) - samples.keys()):
            raise TemplateError(f"{position(name, parameter)}: cypher/params.cypher has no line for ${parameter}")
        used |= parameters(statement(name))
    if unused := [name for name in samples if name not in used]:
        at = statement("params").find(f":param {unused[0]} ")
        raise TemplateError(f"{place('params', at)}: no statement uses ${unused[0]}")
