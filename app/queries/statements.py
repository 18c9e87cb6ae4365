"""The statement of a query: its Cypher, put together from the files that its form names, and the arguments of it."""

import re
from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from typing import Any, NamedTuple, cast

from app.domain.dates import today
from app.graph.statements import exists, files, literal, parameters, position, statement, without_comments
from app.graph.templates import Hole, TemplateError, render, template
from app.queries.base import Paged, Query
from app.queries.filters import DISPUTED, UNFILTERED, TechnologyFilter, TieFilters, arguments, parts, status_parts
from app.queries.parameters import Disputed

LAST_DAY = "9999-12-31"
"""The `$as_of` of a question after all that is known."""

_SINGULAR = {"entities": "entity", "technologies": "technology", "documents": "document", "ties": "tie"}


class Statement(NamedTuple):
    """Cypher with just the arguments that it uses."""

    text: str
    arguments: Mapping[str, Any]


def statement_of(query: Query, count_excluded: bool = True) -> Statement:
    """What the service sends for a query; its one record has `version`, `rows`, and `excluded` if that is counted.

    Raises TemplateError for a hole or a parameter that nothing fills.
    """
    text = assembled(f"frames/{query.form.frame}", Shape.of(query))
    return _with_arguments(query, text, count_excluded)


def total_of(query: Query) -> Statement:
    """A statement that counts the results of a query on all its pages; its one record has `version` and `total`."""
    everything = query.model_copy(update={"after": None, "limit": ANY_NUMBER})
    return _with_arguments(everything, assembled("frames/total", Shape.of(everything)._replace(counts=None)), False)


ANY_NUMBER = 10**9
"""More results than there are, where a statement has to be given a number."""


def _with_arguments(query: Query, text: str, count_excluded: bool) -> Statement:
    # One result more than a page shows tells whether another page follows.
    given = values(query) | {"limit": query.size + 1, "count_excluded": count_excluded}
    used = parameters(text)
    if missing := sorted(used - given.keys()):
        raise TemplateError(f"{_where(query, missing[0])}: nothing gives ${missing[0]}")
    return Statement(text, {name: given[name] for name in given if name in used})


def values(query: Query) -> dict[str, Any]:
    """The values of all parameters that the statements of a query may use, by name."""
    elsewhere = {"limit", "after", "as_of", "status", "from_", "to", "id", "lineage", "by", *query.form.rewritten}
    own = query.model_dump(mode="json", exclude=elsewhere)
    if "id" in query.references():
        own[_SINGULAR[query.references()["id"]]] = query.model_dump()["id"]
    filters = arguments(query) | {"day": query.day or today()} if isinstance(query, TieFilters) else {}
    cursor = _cursor(query)
    return own | filters | cursor | {"as_of": query.day or LAST_DAY} | dict(query.form.given(query))


def _cursor(query: Query) -> dict[str, Any]:
    """Where the page begins: the sort key that the cursor holds, part by part; that of the first page without one."""
    first = dict(query.form.cursor.first) if query.form.cursor else {}
    if not isinstance(query, Paged) or query.after is None:
        return first
    key = query.after.split(" ")
    if first.keys() == {"after"}:
        return {"after": key}
    return {name: type(value)(text) for (name, value), text in zip(first.items(), key, strict=True)}


def cursor_text(key: Sequence[Any]) -> str:
    """The cursor of the page that follows a result, by its sort key."""
    return " ".join(str(part) for part in key)


def counted(query: Query) -> tuple[str, ...]:
    """What a default leaves out of the answer, and `meta.excluded` counts."""
    disputed = isinstance(query, TieFilters) and query.disputed == "exclude"
    given = query.form.given(query)
    asked = any(getattr(query, name, None) is not None for name in ("amount_kind", "relation"))
    money = "amount_kinds" in given and not asked
    left_out = [name for name in ("persons", "domestic") if given.get(name) is False]
    return (*(["disputed"] if disputed else []), *(["amount_kind"] if money else []), *left_out)


class Shape(NamedTuple):
    """What the text of a statement depends on: queries of one shape share it, whatever values they give."""

    frame: str
    question: str
    begins_by: str | None
    counts: str | None
    filters: tuple[str, ...]
    status_filters: tuple[str, ...]
    disputed: Disputed | None
    technology: bool
    as_of: bool
    deep: bool
    growth: int
    with_ties: bool

    @classmethod
    def of(cls, query: Query) -> "Shape":
        form = query.form
        by = looked_up_by(query, form.by)
        question = form.instead(query) or (f"{query.name}_by_{by}" if by else query.name)
        begins_by = looked_up_by(query, form.begins_by)
        count_by = looked_up_by(query, form.count_by)
        return cls(
            frame=f"frames/{form.frame}",
            question=f"{question}_as_of" if form.as_of_apart and query.as_of else question,
            begins_by=f"parts/{'ties' if form.finds_ties else query.name}_by_{begins_by}" if begins_by else None,
            counts=(f"counts/{form.count}_by_{count_by}" if count_by else f"counts/{form.count}")
            if form.count and counted(query)
            else None,
            filters=tuple(parts(query)),
            status_filters=tuple(status_parts(query)),
            disputed=query.disputed if isinstance(query, TieFilters) else None,
            technology=isinstance(query, TechnologyFilter) and query.technology is not None,
            as_of=query.as_of is not None,
            deep=getattr(query, "depth", 1) > 1,
            growth=getattr(query, "max_hops", 1) - 1,
            with_ties=getattr(query, "with_ties", False),
        )


def looked_up_by(query: Query, names: Iterable[str]) -> str | None:
    """The first parameter that is given; an entity with what it succeeded, and what succeeded it, is a lineage."""
    given = next((name for name in names if getattr(query, name) is not None), None)
    return "lineage" if given == "entity" and getattr(query, "lineage", None) == "include" else given


@cache
def assembled(file: str, shape: Shape) -> str:
    """`cypher/<file>.cypher` with its holes filled for queries of a shape. Raises TemplateError."""
    return _Assembly(shape).render(file)


class _Assembly:
    """A statement in the making: what fills each hole, for queries of one shape."""

    def __init__(self, shape: Shape, disputed: Disputed | None = None) -> None:
        """`disputed` stands in for what the reader asks for: a count asks for what an answer leaves out."""
        self._shape = shape
        self._disputed = disputed
        self._explained = set[str]()

    def render(self, name: str) -> str:
        """The text of `cypher/<name>.cypher` with its holes filled."""
        return render(template(name), self._fill).strip()

    def _fill(self, hole: Hole) -> str | None:
        shape = self._shape
        match hole.name:
            case "question":
                asked = cast("tuple[Disputed, ...]", hole.arguments)
                return _Assembly(shape, asked[0] if asked else None).render(shape.question)
            case "count":
                return self.render("parts/count") if shape.counts else None
            case "excluded":
                return self.render(shape.counts) if shape.counts else None
            case "filters":
                return self._filters(hole, shape.filters, technology=True)
            case "filters_without_technology":
                return self._filters(hole, shape.filters)
            case "filters_without_dates":
                return self._filters(hole, [part for part in shape.filters if not part.startswith("dates")], True)
            case "status_filters":
                return self._filters(hole, shape.status_filters)
            case "known" | "reported":
                return self._part(f"parts/{hole.name}", hole, "record") if shape.as_of else None
            case "party":
                return self.render("parts/party_as_of" if shape.as_of else "parts/party")
            case "apart" | "parties" | "lineage":
                return self.render(f"parts/{hole.name}")
            case "fields":
                return self.render("parts/fields") if shape.technology else None
            case "ties" | "documents":
                return self.render(shape.begins_by) if shape.begins_by else None
            case "with_ties":
                return self.render(f"parts/ties_of_{shape.question}") if shape.with_ties else None
            case "levels":
                return self.render("parts/levels") if shape.deep else None
            case "growth":
                if not shape.growth:
                    return ""
                step = render(hole.default, self._fill).strip("\n")
                return "\n".join([step, *[without_comments(step)] * (shape.growth - 1)])
            case _:
                raise TemplateError(f"{hole.place}: there is no hole {hole.name!r}; there are {', '.join(HOLES)}")

    def _filters(self, hole: Hole, names: Sequence[str], technology: bool = False) -> str:
        """The filters of a variable, one condition after another; a second word in the hole is one of DISPUTED."""
        variable, *asked = hole.arguments
        disputed = cast("Disputed | None", asked[0] if asked else self._disputed)
        kind = "edge" if variable == "edge" else "tie"
        wanted = _instead(names, disputed) if disputed else list(names)
        if technology and self._shape.technology:
            wanted.append("technology")
        files = [name if exists(f"filters/{name}") else f"{kind}/{name}" for name in wanted]
        text = "\n".join(self._part(f"filters/{file}", hole, _variable(file)) for file in files)
        return text.replace("$disputed", literal(DISPUTED[disputed])) if disputed else text

    def _part(self, name: str, hole: Hole, variable: str) -> str:
        """A part of a statement about another variable than that of its file: `tie` or `record`.

        Its comments stand where it is met first: the statement of paths has one filter up to twelve times.
        """
        text = self.render(name)
        if name in self._explained:
            text = without_comments(text)
        self._explained.add(name)
        return re.sub(rf"(?<![.\w$]){variable}\b", hole.arguments[0], text)


def _variable(file: str) -> str:
    """The variable that a filter is written about."""
    return "edge" if file.startswith("edge/") else "tie"


HOLES = (
    "question", "count", "excluded", "filters", "filters_without_technology", "filters_without_dates",
    "status_filters", "known", "reported", "parties", "party", "apart", "lineage", "fields", "ties", "documents",
    "levels", "growth", "with_ties",
)  # fmt: skip
"""The holes that there are."""


def _instead(names: Sequence[str], disputed: Disputed) -> list[str]:
    """The filters with that of disputed ties changed, where they are the short ones."""
    if any(name.startswith("status") for name in names):
        return list(names)
    rest = [name for name in names if name not in ("undisputed", "disputed")]
    return [*UNFILTERED[disputed], *rest]


def _where(query: Query, parameter: str) -> str:
    """The file and line of a parameter that nothing gives: in the question itself, or in a part of it."""
    names = (Shape.of(query).question, *files())
    return position(next(name for name in names if parameter in parameters(statement(name))), parameter)
