"""How the statement of a question is put together: which files of `cypher/` it is made of, and how its pages follow."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, Literal

Frame = Literal["pages", "groups", "records"]
"""What a question returns, and so which file of `cypher/frames/` takes it: pages of ties in its own order, ties with
the key of the group that they are in, or entities, technologies and documents."""


def _nothing(query: Any) -> Mapping[str, Any]:
    return {}


@dataclass(frozen=True)
class Form:
    """What a question declares of its statement; the file of its own name is the question.

    `by` are the parameters that ties are looked up by, the one that finds the fewest first: asked with one of them,
    the question is `<name>_by_<parameter>`. Asked as of a day, it is that with `_as_of` where `as_of_apart`.
    `ties_by` are such parameters where only the ties to begin with differ: `parts/ties_by_<parameter>`.
    `instead` names another file than that of the question's name, for some of what can be asked.
    `count` is the file of `cypher/counts/` that counts what a default leaves out; `count_by` says for which
    parameters there is one of its own. `cursor` are the parameters that say where a page begins, in the order of
    the sort key, with their values on the first page. `given` are parameters beside the fields of the query, and
    `rewritten` the fields that it gives in another form.
    """

    frame: Frame
    by: tuple[str, ...] = ()
    as_of_apart: bool = False
    ties_by: tuple[str, ...] = ()
    instead: Callable[[Any], str | None] = lambda query: None
    count: str | None = None
    count_by: tuple[str, ...] = ()
    cursor: Mapping[str, Any] | None = None
    given: Callable[[Any], Mapping[str, Any]] = _nothing
    rewritten: frozenset[str] = frozenset()


BY_ID: Mapping[str, Any] = {"after_id": ""}
BY_DAY: Mapping[str, Any] = {"after_day": "", "after_id": ""}
NEWEST_FIRST: Mapping[str, Any] = {"before_day": "9999-12-31", "after_id": ""}
BY_DISTANCE: Mapping[str, Any] = {"after_distance": 0, "after_id": ""}
BY_GROUP: Mapping[str, Any] = {"after": []}
