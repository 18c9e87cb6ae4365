"""How a question's statement is put together: a selection in a frame, with the fragments and filters that they name."""

import re
from collections.abc import Iterable
from functools import cache
from typing import NamedTuple

from app.graph.statements import body, exists


class Shape(NamedTuple):
    """What a question's statement depends on beside its query: a plan for all questions at once would serve none well.

    `lookup` is the parameter that ties are looked up by, or `all`; `filters` are the ones of `cypher/filter/` that
    are asked for; `as_of` says whether only what was known by a day counts.
    """

    lookup: str = "all"
    filters: tuple[str, ...] = ()
    as_of: bool = False


_HOLE = re.compile(r"\$(\w+)(?:\((\w+)(?:, (\$?\w+))?\))?")


@cache
def filled(query: str, selection: str, frame: str, shape: Shape) -> str:
    """A query's selection inside its frame, with the fragments and filters that either names.

    `$passes(tie, $states)` are the filters that are asked for, of `tie`; `$stands` is that of its state alone,
    `$rest` all but that of the technology, and `$known(it)` that a document told of it by the day. Any other
    `$name(it)` is `fragment/name.cypher`, or the file of the folder `fragment/name` that fits the question.
    """

    def put(hole: re.Match[str]) -> str:
        name, it, states = hole.groups()
        if name == "selection":
            return _HOLE.sub(put, selection)
        if name in ("passes", "stands", "rest", "known"):
            return _conditions(_asked(name, shape), it, states)
        fragment = _fragment(name, query, shape)
        return _HOLE.sub(put, body(fragment).replace("$it", it or "")) if fragment else hole[0]

    return _HOLE.sub(put, body(f"frame/{frame}"))


STANDING = ("state", "state_as_of", "disputed", "undisputed")
"""The filters of what state a tie is in."""


def _asked(name: str, shape: Shape) -> list[str]:
    match name:
        case "stands":
            return [each for each in shape.filters if each in STANDING]
        case "rest":
            return [each for each in shape.filters if each != "within"]
        case "known":
            return ["known"] if shape.as_of else []
        case _:
            return list(shape.filters)


def _conditions(filters: Iterable[str], it: str, states: str | None) -> str:
    kind = "edge" if it == "edge" else "tie"
    # `undisputed` is the short form of the states that most questions ask for; elsewhere other states are meant.
    meant = {"$states": "undisputed", "$hidden": "disputed"}.get(states or "", "state")
    filters = [meant if one == "undisputed" else one for one in filters]
    files = (file for one in filters for file in (f"filter/{one}", f"filter/{kind}/{one}") if exists(file))
    return " AND ".join(map(body, files)).replace("$it", it).replace("$states", states or "$states") or "true"


def _fragment(name: str, query: str, shape: Shape) -> str | None:
    dated = f"{shape.lookup}_as_of" if shape.as_of else shape.lookup
    ways = [f"{name}/{query}", f"{name}/{dated}", f"{name}/{shape.lookup}", f"{name}/some", name]
    return next((f"fragment/{way}" for way in ways if exists(f"fragment/{way}")), None)
