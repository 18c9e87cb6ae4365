"""The one reader of query strings: of a request, and of an address of this service that is given in one."""

import re
from collections.abc import Iterable, Mapping, Set
from typing import Any, NamedTuple
from urllib.parse import parse_qsl, urlsplit

from more_itertools import partition
from starlette.requests import Request

from app.errors import InvalidParameter, NotFound
from app.formats import Format, formats
from app.queries import catalogue
from app.queries.base import Query
from app.queries.schema import repeatable
from app.queries.view import Viewed, several
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


class Located(NamedTuple):
    """An address of this service: its path without a format's suffix, its parameters, and the options of formats."""

    path: str
    parameters: list[tuple[str, str]]
    options: list[tuple[str, str]]


def viewed_at(url: str, base: str) -> Viewed:
    """The question that an address of this service asks, in whatever format, and the view of its answer.

    Raises NotFound for any other address, and InvalidParameter.
    """
    path, parameters, _ = located(url, base)
    for query in catalogue.values():
        pattern = re.sub(r"\\{(\w+)\\}", r"(?P<\1>[^/]+)", re.escape(query.path))
        if found := re.fullmatch(pattern, path):
            return Viewed.read(query, values(parameters, several(query)) | found.groupdict())
    raise NotFound(f"{url!r} is no address of an answer", suggestions=[query.path for query in catalogue.values()])


def located(url: str, base: str) -> Located:
    """An address of this service, part by part. Raises NotFound for one of another service."""
    try:
        parts = urlsplit(url.removeprefix(base))
    except ValueError as error:
        raise NotFound(f"{url!r} is no address: {error}") from None
    if parts.netloc:
        raise NotFound(f"{url!r} is not on this service, which is {base}")
    path, _, suffix = parts.path.rpartition(".")
    of_formats, of_question = partition(lambda pair: pair[0] not in Options.model_fields, parse(parts.query))
    return Located(path if suffix in formats() else parts.path, list(of_question), list(of_formats))


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
