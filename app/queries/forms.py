"""How the statement of a question is put together: which files of `cypher/` it is made of, and how its pages follow."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, Literal

from app.domain.vocabulary import AmountKind, Status

Frame = Literal["pages", "groups", "records"]
"""What a question returns, and so which file of `cypher/frames/` takes it: pages of ties in its own order, ties with
the key of the group that they are in, or entities, technologies and documents."""


@dataclass(frozen=True)
class Place:
    """How a question says where a page begins: `first` has the parameters that do, with their values on the first page.

    A cursor is the sort key of the result before, its parts with a space between them. `pattern` is what those of this
    question look like, so that a cursor of another one is refused, and `example` is one.
    """

    first: Mapping[str, Any]
    pattern: str
    example: str


def _nothing(query: Any) -> Mapping[str, Any]:
    return {}


@dataclass(frozen=True)
class Form:
    """What a question declares of its statement; the file of its own name is the question.

    `by` are the parameters that ties are looked up by, the one that finds the fewest first: asked with one of them,
    the question is `<name>_by_<parameter>`. Asked as of a day, it is that with `_as_of` where `as_of_apart`.
    `begins_by` are such parameters where only the ties, or the documents, to begin with differ:
    `parts/ties_by_<parameter>`, `parts/documents_by_<parameter>`.
    `instead` names another file than that of the question's name, for some of what can be asked.
    `count` is the file of `cypher/counts/` that counts what a default leaves out; `count_by` says for which
    parameters there is one of its own. `cursor` is how it says where a page begins. `given` are parameters beside the
    fields of the query, and `rewritten` the fields that it gives in another form.
    """

    frame: Frame
    by: tuple[str, ...] = ()
    as_of_apart: bool = False
    begins_by: tuple[str, ...] = ()
    instead: Callable[[Any], str | None] = lambda query: None
    count: str | None = None
    count_by: tuple[str, ...] = ()
    cursor: Place | None = None
    given: Callable[[Any], Mapping[str, Any]] = _nothing
    rewritten: frozenset[str] = frozenset()

    @property
    def finds_ties(self) -> bool:
        """Whether it is after ties, and not after records."""
        return self.frame != "records"


ID = "[a-z0-9-]{1,340}"
DAY = "[0-9]{4}-[0-9]{2}-[0-9]{2}"

TIE = "isro--co-develops--nisar"

BY_ID = Place({"after_id": ""}, ID, TIE)
BY_DAY = Place({"after_day": "", "after_id": ""}, f"{DAY} {ID}", f"2024-06-17 {TIE}")
NEWEST_FIRST = Place({"before_day": "9999-12-31", "after_id": ""}, f"{DAY} {ID}", f"2024-06-17 {TIE}")
BY_DISTANCE = Place({"after_distance": 0, "after_id": ""}, f"[0-9] {ID}", f"1 {TIE}")


BY_GROUP = Place({"after": []}, ID, TIE)
BY_EVENT = Place(BY_GROUP.first, f"(?:{DAY}|~) (?:start|end|status|undated) {ID}", f"2024-06-17 start {TIE}")
BY_MONEY = Place(
    BY_GROUP.first,
    f"[A-Z]{{3}} (?:{'|'.join(Status)}) (?:{'|'.join(AmountKind)}|-) (?:P[0-9A-Z,.]+|-)(?: {ID} {ID})?",
    "USD announced grant P5Y",
)
