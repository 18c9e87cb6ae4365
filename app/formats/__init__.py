"""What an answer can be written as: a `Report` goes in, bytes come out; no format knows a query.

A format is a module of this package that has a `FORMAT`; being there is all the registration it needs.
"""

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from functools import cache
from importlib import import_module
from pkgutil import iter_modules

from app.errors import InvalidParameter, NotAcceptable
from app.queries.base import PAGE, Query
from app.report import Report
from app.report.figure.choice import chosen


@dataclass(frozen=True)
class Format:
    """How answers are written: `suffix` names it in addresses and files, `media_type` in HTTP headers.

    `options` are the names of the `Options` that it uses; `heavy` ones are written in a process of their own;
    `most` is the most ties that it can hold, None for any number; `whole` ones hold all that answers, where nobody asks
    for a page; `in_full` ones say of one thing all that is known of it; `download` is for what browsers do not show;
    `policy` gives its Content-Security-Policy.
    """

    suffix: str
    media_type: str
    description: str
    write: Callable[[Report], bytes]
    options: frozenset[str] = frozenset()
    heavy: bool = False
    most: int | None = None
    whole: bool = False
    in_full: bool = False
    download: bool = False
    policy: Callable[[], str] = lambda: "default-src 'none'; frame-ancestors 'none'"

    @property
    def compressible(self) -> bool:
        """Whether it is text; the other formats are compressed in themselves."""
        return self.media_type.startswith("text/") or self.media_type.split(";")[0].endswith(("json", "xml", "jsonl"))

    def pose(self, question: Query, given: Collection[str]) -> tuple[Query, bool]:
        """A question as this format asks it, and whether it asks for all that answers; `given` are the names of the
        parameters that a reader gave, and one who asks for a page gets no more."""
        if not PAGE.isdisjoint(given):
            return question, False
        return question.in_full() if self.in_full else question, self.whole

    def check(self, report: Report) -> None:
        """Raises InvalidParameter, saying what is possible, for more than the format can hold and for a figure that the
        answer cannot be drawn as."""
        if "figure" in self.options:
            chosen(report)
        ties = len(report.subgraph.json_ties)
        if self.most is not None and ties > self.most:
            detail = (
                f"{ties} ties are more than {self.suffix} can hold, which is {self.most}; narrow the question "
                "(technology, kind, country, relation, status, from, to) or ask for less with limit"
            )
            raise InvalidParameter(detail, errors=[{"parameter": "limit", "detail": detail}])


WORDED = frozenset({"lang", "title"})
"""The options of a format that has words of ours in it."""

TABLED = WORDED | {"cite", "table"}
"""The options of a format that is a table to put into a document, beside others."""

DRAWN = WORDED | {"theme", "width", "figure"}
"""The options of a format that has the figure in it."""


@cache
def formats() -> Mapping[str, Format]:
    """Every format by its suffix."""
    modules = (import_module(f"{__name__}.{module.name}") for module in iter_modules(__path__))
    found: list[Format] = [module.FORMAT for module in modules if hasattr(module, "FORMAT")]
    return {format.suffix: format for format in found}


def named(suffix: str) -> Format:
    """The format of a suffix. Raises NotAcceptable, naming what there is."""
    if suffix not in formats():
        raise NotAcceptable(f"there is no format {suffix!r}", allowed=list(formats()))
    return formats()[suffix]
