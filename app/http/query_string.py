"""The one reader of query strings: of a request, and of an address of this service that is given in one."""

from collections.abc import Iterable, Mapping, Set
from typing import Any
from urllib.parse import parse_qsl

from starlette.requests import Request

from app.errors import InvalidParameter
from app.formats import Format, formats
from app.queries.base import Query
from app.queries.schema import repeatable
from app.report.options import Options
from app.validation import Rule


def values(pairs: Iterable[tuple[str, str]], several: Set[str] = frozenset()) -> dict[str, Any]:
    """Parameters by name: a list where there may be several, and where there may not but are, to be refused."""
    given: dict[str, list[str]] = {}
    for name, value in pairs:
        given.setdefault(name, []).append(value)
    return {name: all if name in several or len(all) > 1 else all[0] for name, all in given.items()}


def request_values(request: Request, several: Set[str] = frozenset()) -> dict[str, Any]:
    """The parameters of a request, those in its path too."""
    given = values(request.query_params.multi_items(), several)
    return given | {name: value for name, value in request.path_params.items() if name != "suffix"}


def parse(text: str) -> list[tuple[str, str]]:
    """The names and values of a query string, in order, those that are empty too."""
    return parse_qsl(text, keep_blank_values=True)


def read_query(query: type[Query], pairs: Iterable[tuple[str, str]], of_path: Mapping[str, str]) -> Query:
    """The query that a query string asks. Raises InvalidParameter, naming each error and what would be right."""
    given = values(pairs, repeatable(query))
    given.update(of_path)
    return query.read(given)


def split(given: Mapping[str, object], format: Format) -> tuple[dict[str, object], dict[str, object]]:
    """A request's parameters, as those of the query and those of the format.

    Raises InvalidParameter for those of other formats: who wants a wide figure gets no table that knows no width.
    """
    others = [name for name in given if name in Options.model_fields and name not in format.options]
    if errors := [_of_others(name, format) for name in others]:
        raise InvalidParameter("; ".join(f"{error['parameter']}: {error['detail']}" for error in errors), errors=errors)
    ours = {name: value for name, value in given.items() if name in format.options}
    return {name: value for name, value in given.items() if name not in ours}, ours


def _of_others(name: str, format: Format) -> dict[str, str]:
    using = ", ".join(suffix for suffix, other in formats().items() if name in other.options)
    rule: Rule = "together"
    return {"parameter": name, "detail": f"is not for {format.suffix}; it is for {using}", "rule": rule}
