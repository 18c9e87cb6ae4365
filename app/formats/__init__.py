"""What an answer can be written as: a `Report` goes in, bytes come out; no format knows a query.

A format is a module of this package that has a `FORMAT`; being there is all the registration it needs.
`review` has none: it writes no answer, and stands here for what it shares with pages that do.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from functools import cache
from importlib import import_module
from pkgutil import iter_modules

from app.answers.extent import Extent
from app.domain.answer import Subgraph
from app.errors import InvalidParameter, NotAcceptable
from app.queries.base import Query
from app.queries.view import Viewed
from app.report import Report
from app.report.figure.choice import chosen

DOCUMENT, DATA, NEWS = 1_000, 5_000, 100
"""How many results a file holds that people read, one that programs do, and a feed, the last first."""


@dataclass(frozen=True)
class Format:
    """How answers are written: `suffix` names it in addresses and files, `media_type` in HTTP headers.

    `options` are the names of the `Options` that it uses; `heavy` ones are written in a process of their own;
    `results` is how many of all results it holds, and `most` how many ties it can hold, None for any number. `paged`
    ones are a page where nobody asks for all, `told` ones say themselves what they do not hold. `writer` is for those
    that can be written part after part: a function that writes the next part each time that it is called. `in_full`
    ones say of one thing all that is known of it; `is_feed` is for what readers ask for again and again, for news;
    `is_page` is for pages of the service's own site; `download` is for what browsers do not show; `policy` gives its
    Content-Security-Policy.
    """

    suffix: str
    media_type: str
    description: str
    write: Callable[[Report], bytes]
    options: frozenset[str] = frozenset()
    heavy: bool = False
    results: int = DOCUMENT
    most: int | None = None
    paged: bool = False
    told: bool = True
    writer: Callable[[], Callable[[Report], bytes]] | None = None
    in_full: bool = False
    is_feed: bool = False
    is_page: bool = False
    download: bool = False
    policy: Callable[[], str] = lambda: "default-src 'none'; frame-ancestors 'none'"

    @property
    def compressible(self) -> bool:
        """Whether it is text; the other formats are compressed in themselves."""
        return self.media_type.startswith("text/") or self.media_type.split(";")[0].endswith(
            ("json", "xml", "jsonl", "ftm")
        )

    def asks(self, query: type[Query]) -> type[Query]:
        """What it asks in place of a query: a feed its news, where it has any."""
        return (query.as_news() if self.is_feed else None) or query

    def pose(self, asked: Viewed) -> tuple[Viewed, Extent]:
        """What a reader asks as this format asks it, and how much of the answer: all that it holds, or a page."""
        posed = replace(asked, question=asked.question.in_full()) if self.in_full else asked
        if asked.everything:
            return posed, Extent(self.results, counted=self.told)
        if self.paged or asked.is_page:
            return posed, Extent(counted=self.told)
        if self.is_feed and posed.question.as_news():
            return posed, Extent(NEWS)
        return posed, Extent(self.results, self.most, self.told)

    def continues(self, extent: Extent, answer: Subgraph) -> bool:
        """Whether an answer is but the first part of what a file is to hold, which is written part after part."""
        return self.writer is not None and extent.results is not None and answer.meta["next"] is not None

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
