"""A view: what a reader made of an answer, beside the question. What was added to it, hidden and pinned, and of which
dataset it is. An address says both, so that every file of it is what the reader saw."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from functools import cache
from typing import Any, Self
from urllib.parse import urlencode

from pydantic import BaseModel, ConfigDict

from app.errors import InvalidParameter
from app.queries.base import OF_PAGE, Query
from app.queries.parameters import ALL, Add, Hide, Mute, Pin, Version
from app.queries.schema import repeatable
from app.validation import Rule, checked


class View(BaseModel):
    """What stands beside a question."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    add: Add = ()
    hide: Hide = ()
    mute: Mute = ()
    pin: Pin = ()
    dataset: Version | None = None

    def given(self) -> dict[str, Any]:
        """What a reader gave."""
        return self.model_dump(mode="json", exclude_defaults=True)

    @property
    def shape(self) -> dict[str, Any]:
        """What it makes of an answer, whatever dataset this is of."""
        return self.model_dump(mode="json", exclude_defaults=True, exclude={"dataset"})


WHOLE = View()
"""That of an answer as it is."""


def parameters_of(query: type[Query]) -> frozenset[str]:
    """The parameters of a view that may stand beside a question."""
    return frozenset(View.model_fields) if query.form.finds_ties else frozenset({"dataset"})


@cache
def several(query: type[Query]) -> frozenset[str]:
    """The parameters, of a question or a view of its answer, that may be given several times."""
    return repeatable(query) | repeatable(View)


@dataclass(frozen=True)
class Viewed:
    """A question, and the view of its answer. `everything` is whether all that answers is asked for in so many words,
    by `limit=all`."""

    question: Query
    view: View = WHOLE
    everything: bool = False

    @classmethod
    def read(cls, query: type[Query], values: Mapping[str, Any], also_allowed: Iterable[str] = ()) -> Self:
        """The question and the view with these parameters; `also_allowed` are names that a reader may give too, to
        others. Raises InvalidParameter, naming each error and what would be right."""
        beside = {name: value for name, value in values.items() if name in View.model_fields}
        allowed = parameters_of(query)
        if errors := [_misplaced(name, query) for name in beside if name not in allowed]:
            raise InvalidParameter(
                "; ".join(f"{error['parameter']}: {error['detail']}" for error in errors), errors=errors
            )
        everything = values.get("limit") == ALL and "limit" in query.model_fields
        left_out = {*beside, *(["limit"] if everything else [])}
        asked = {name: value for name, value in values.items() if name not in left_out}
        return cls(query.read(asked, {*allowed, *also_allowed}), checked(View, beside, "a view"), everything)

    @property
    def is_page(self) -> bool:
        """Whether a page of the answer is asked for."""
        return not OF_PAGE.isdisjoint(self.question.model_fields_set)

    @property
    def of_any_dataset(self) -> "Viewed":
        """The same, whichever dataset the graph holds."""
        return replace(self, view=self.view.model_copy(update={"dataset": None}))

    @property
    def address(self) -> str:
        """Its one path and query string."""
        address = self.question.address
        # what is safe in a query (RFC 3986) stays readable
        beside = urlencode(self.view.given(), doseq=True, safe="@,:")
        return f"{address}{'&' if '?' in address else '?'}{beside}" if beside else address


def _misplaced(name: str, query: type[Query]) -> dict[str, str]:
    rule: Rule = "together"
    detail = f"is for answers that have ties; those of {query.name} have none"
    return {"parameter": name, "detail": detail, "rule": rule}
