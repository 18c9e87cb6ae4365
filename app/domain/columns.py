"""What the columns of an answer's rows show: marks on the fields of a row, from which every table follows.

A row's class is the one declaration. What a field's type says already needs no mark: a word of the vocabulary, a
number, whether something holds. A text that is an id or a day is marked, so that tables show names for ids, and days as
days.
"""

from dataclasses import dataclass
from typing import Annotated, Any, Literal, TypeVar, get_args, get_origin

What = Literal[
    "entity", "technology", "document", "tie", "claim", "record", "day", "edtf", "period", "slug", "sum", "path"
]
"""What a text is, or stands for; a slug is words with hyphens between them."""

Where = Literal["everywhere", "people", "programs", "nowhere"]
"""The tables that show a column: those of documents that people read, those of files that programs read, or both."""


@dataclass(frozen=True)
class Shown:
    """Marks a field of a row with how tables show it, where its type does not say.

    `heading` names what stands above the column, if that is not the field's own name. A field of rows unfolds into a
    line for each of them where `unfolds` says; elsewhere it is shown as the sources that they rest on. `unit` is what a
    number counts, or the name of the field that says so. A `record` is shown by columns of its own, those of the part
    that it is `of`; a `sum` is the amount of money that the row makes of its other fields, and a `path` the names on
    the way. Where there is no value, people read what relates the ends of the ties in the field that `otherwise` names.
    """

    what: What | None = None
    of: str | None = None
    heading: str | None = None
    where: Where = "everywhere"
    unfolds: Where = "everywhere"
    unit: str | None = None
    otherwise: str | None = None


EntityRef = Annotated[str, Shown("entity")]
TechnologyRef = Annotated[str, Shown("technology")]
DocumentRef = Annotated[str, Shown("document")]
TieRef = Annotated[str, Shown("tie")]
ClaimRef = Annotated[str, Shown("claim")]

Day = Annotated[str, Shown("day")]
"""A day (ISO 8601)."""

Mark = TypeVar("Mark")


def mark_of(hint: Any, kind: type[Mark]) -> Mark | None:
    """The mark of a kind on a field's type, at any depth: that of `tuple[EntityRef, ...] | None` is found too."""
    if isinstance(hint, kind):
        return hint
    # the outermost first: what a field says of itself stands before what its type says
    parts = (*reversed(getattr(hint, "__metadata__", ())), *get_args(hint))
    return next((mark for part in parts if (mark := mark_of(part, kind))), None)


def value_type(hint: Any) -> tuple[Any, bool]:
    """The type of one value of a field, and whether there can be several: `tuple[str, ...] | None` is many `str`."""
    origin, arguments = get_origin(hint), [one for one in get_args(hint) if one not in (type(None), ...)]
    if origin in (None, Literal, dict):
        return hint, False
    one, several = value_type(arguments[0])
    return one, several or origin is tuple
