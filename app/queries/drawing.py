"""The statement that draws a question's answer in Neo4j Browser: short enough to learn from, and to change.

What the service sends is written for speed: it reads indexes in their order, page by page. A reader is given
`cypher/browser/<question>.cypher` instead, which finds the same in the plain way. Where no plain way does, it names
what the answer holds.
"""

import re
from collections.abc import Mapping
from typing import Any

from app.domain.answer import PARTS, Subgraph
from app.domain.vocabulary import Status
from app.graph.statements import exists, parameters, statement, with_literals, without_comments
from app.graph.templates import Hole, TemplateError, render, template
from app.queries.base import Paged, Query
from app.queries.filters import DISPUTED, UNFILTERED, TieFilters
from app.queries.statements import looked_up_by, values

MOST_LINES = 30
"""Longer than this is no statement that somebody is to read; one that would be has several clauses on a line."""

WIDTH = 120
"""Columns of a line with several clauses."""


def names_answer(query: Query) -> bool:
    """Whether the statement names what the answer holds, and is nothing without it."""
    return not _NAMED.isdisjoint(parameters(statement(_file(query))))


def drawn(query: Query, answer: Subgraph | None = None) -> str:
    """The statement that draws a question's answer, its parameters filled in.

    What is asked for by default has no line in it. Raises TemplateError for a hole or a parameter that nothing fills.
    """
    named = query.in_drawing(answer) if answer else dict.fromkeys(_NAMED, ())
    given = {**named, **_given(query)}
    text = render(template(_file(query)), _Holes(query, given).fill)
    if missing := sorted(parameters(text) - given.keys()):
        raise TemplateError(f"cypher/{_file(query)}.cypher: nothing gives ${missing[0]}")
    plain = with_literals(_without_idle(_asked_for(text, given)), given)
    return plain if plain.count("\n") < MOST_LINES else _packed(plain)


_NAMED = frozenset({*PARTS, "ways"})
"""The parameters that are filled in from an answer."""


def _file(query: Query) -> str:
    """The file for a question; without one of its own, what its answer holds is named."""
    far = f"{query.name}_far" if getattr(query, "depth", 1) > 1 else None
    own = (f"browser/{name}" for name in (query.form.instead(query), far, query.name) if name)
    by_ids = "browser/found" if query.form.finds_ties else "browser/found_records"
    return next((file for file in own if exists(file)), by_ids)


def _given(query: Query) -> dict[str, Any]:
    """The values of a question's parameters; None for what its reader leaves as it is."""
    given = values(query) | {"limit": query.size, "as_of": query.day}
    if given.get("statuses") == [str(status) for status in Status]:
        given["statuses"] = None
    if given.get("disputed") == DISPUTED["include"]:
        given["disputed"] = None
    if query.form.cursor and not (isinstance(query, Paged) and query.after):
        given |= dict.fromkeys(query.form.cursor.first)
    return given


def _asked_for(text: str, given: Mapping[str, Any]) -> str:
    """A text without the lines about parameters that are not given."""
    lines = text.splitlines()
    return "\n".join(line for line in lines if all(given.get(name, "") is not None for name in parameters(line)))


def _without_idle(text: str) -> str:
    """A statement without `WHERE true`: with the condition after it in its place, if there is one."""
    return re.sub(r"\n *WHERE true(?=\n|$)", "", re.sub(r"\bWHERE true\s+AND ", "WHERE ", text))


def _packed(text: str) -> str:
    """A statement with conditions, and what unwinds a list, on the line before where that has room."""
    lines = [""]
    for line in text.splitlines():
        clause = line.strip()
        joins = clause.startswith(("AND ", "WHERE ", "UNWIND ", ")")) and not lines[-1].lstrip().startswith("//")
        if joins and len(lines[-1]) + 1 + len(clause) <= WIDTH:
            lines[-1] += f" {clause}"
        else:
            lines.append(line)
    return "\n".join(lines[1:])


_LEFT_OUT: Mapping[str, tuple[str, ...]] = {
    "filters": (),
    "filters_without_technology": ("technology",),
    "filters_without_dates": ("from", "to"),
    "status_filters": ("relation", "kind", "country", "from", "to", "technology"),
}
"""The holes for what a reader filters by, with the parameters that are none of theirs."""


class _Holes:
    """What fills the holes of a question's statement."""

    def __init__(self, query: Query, given: Mapping[str, Any]) -> None:
        self._query = query
        self._given = given
        self._by = looked_up_by(query, (*query.form.by, *query.form.begins_by))

    def fill(self, hole: Hole) -> str | None:
        """The text for a hole; None for its default."""
        query = self._query
        match hole.name, hole.arguments:
            case "edges" | "documents", ():
                return self._part(f"by_{self._by}") if self._by else None
            case name, variable if name in _LEFT_OUT:
                return self._filters(_LEFT_OUT[name], *variable)
            case "known", (variable,):
                return f"WHERE {variable}.known <= $as_of" if query.day else None
            case "now", ():
                return "size([day IN edge.history_days WHERE day <= $as_of]) - 1" if query.day else None
            case "steps", ():
                return str(getattr(query, "depth", 1) - 1)
            case "unless", (name,):
                return None if getattr(query, name) in (None, "exclude") else ""
            case "beside", (name,):
                return "" if name == self._by else None
            case _:
                raise TemplateError(f"{hole.place}: there is no hole {hole.name!r} in what Neo4j Browser is given")

    def _filters(self, left_out: tuple[str, ...], variable: str = "edge") -> str:
        """The conditions that a reader's filters add; a comment stands before those that it is about."""
        query = self._query
        if not isinstance(query, TieFilters):
            return ""
        given = {"technology": None, **self._given, **dict.fromkeys(left_out)}
        if self._by == "technology":
            given["technology"] = None
        disputed = [f"filters/{name}" for name in UNFILTERED[query.disputed]]
        files = ["browser/parts/filters_as_of"] if query.day else [*disputed, "browser/parts/filters"]
        blocks = (_asked_for(statement(file), given).strip() for file in files)
        text = "\n".join(block for block in blocks if without_comments(block))
        return re.sub(r"\b(tie|edge)\b(?=\.|\))", variable, text)

    def _part(self, name: str) -> str:
        return render(template(f"browser/parts/{name}"), self.fill)
