"""How much of an answer is given: a page, all that a file can hold, or all there is, part after part."""

from collections.abc import AsyncIterator, Sequence
from dataclasses import dataclass, replace
from itertools import chain

from app.answers.patience import begun_anew, in_one_go
from app.answers.record_cache import VersionChanged
from app.answers.service import Service
from app.domain.answer import PARTS, Hidden, Subgraph
from app.errors import InvalidParameter
from app.graph.failures import Bookmark
from app.queries.base import Paged, Query
from app.queries.parameters import LARGEST_PAGE
from app.queries.rows import TieRows
from app.queries.view import Viewed


@dataclass(frozen=True)
class Extent:
    """How much of an answer is asked for.

    `results` is how many of all that answer there may be, None for the page that the question itself asks for. Where
    those come with more than `ties` ties, it is a page all the same. `counted` is whether an answer that is not whole
    says how many results there are.
    """

    results: int | None = None
    ties: int | None = None
    counted: bool = False


PAGE = Extent()


async def answered(service: Service, asked: Viewed, extent: Extent, bookmark: Bookmark | None = None) -> Subgraph:
    """As much of the answer to a question as is asked for, without what its view hides, all of one dataset; `meta.next`
    leads on where more follows. How many results there are is counted where nothing is hidden.

    What loads change meanwhile is begun anew. Raises what `Service.answer` raises.
    """
    if not isinstance(asked.question, Paged):
        return await service.answer(asked.question, bookmark, asked.view)
    return await begun_anew(lambda: _counted(service, asked, extent, bookmark))


async def _counted(service: Service, asked: Viewed, extent: Extent, bookmark: Bookmark | None) -> Subgraph:
    answer = await _of_extent(service, asked, extent, bookmark)
    if extent.counted and answer.meta["next"] and not (asked.view.hide or asked.view.mute):
        return replace(answer, total=await _total(service, asked.question, answer, bookmark))
    return answer


async def _of_extent(service: Service, asked: Viewed, extent: Extent, bookmark: Bookmark | None) -> Subgraph:
    if extent.results is None:
        return await service.answer(asked.question, bookmark, asked.view)
    pages = [page async for page in _pages(service, asked, extent.results, bookmark)]
    answer = _joined(asked.question, pages)
    if extent.ties is not None and len(answer.json_ties) > extent.ties:
        return await service.answer(asked.question, bookmark, asked.view)
    return answer


async def ensure_at_most(service: Service, query: Query, begun: Subgraph, most: int) -> None:
    """Raises InvalidParameter, saying how to narrow, where more results answer a query than a file may hold, and
    Unavailable where the dataset has changed since a part was read."""
    with in_one_go():
        total = await _total(service, query, begun)
    if total > most:
        raise InvalidParameter(
            f"{total:,} results answer, and a file holds {most:,} here; narrow the question, or take page by page with "
            "limit and after"
        )


async def _total(service: Service, query: Query, part: Subgraph, bookmark: Bookmark | None = None) -> int:
    """How many results there are in all, of which a part is there: this has ids where the query may have names."""
    by_ids = query.read(part.meta["parameters"])
    return await service.total(by_ids, part.meta["dataset"], bookmark)


async def following(
    service: Service, asked: Viewed, begun: Subgraph, bookmark: Bookmark | None = None
) -> AsyncIterator[Subgraph]:
    """What follows the part of an answer that was begun with, page by page; never more than a page is in memory.

    Raises Unavailable where a load changes the dataset meanwhile: what was given before is of another one.
    """
    rest = asked.question.read({**begun.meta["parameters"], "after": begun.meta["next"]})
    with in_one_go():
        async for page in _pages(service, replace(asked, question=rest), None, bookmark, begun.meta["dataset"]):
            yield page


async def _pages(
    service: Service, asked: Viewed, most: int | None, bookmark: Bookmark | None, dataset: str | None = None
) -> AsyncIterator[Subgraph]:
    """The pages of an answer from that which is asked for on, with `most` results in all, None for any number."""
    query, given, given_out = asked.question, asked.question.given(), 0
    while most is None or given_out < most:
        size = LARGEST_PAGE if most is None else min(most - given_out, LARGEST_PAGE)
        page = await service.answer(query.read({**given, "limit": size}), bookmark, asked.view)
        if dataset not in (None, page.meta["dataset"]):
            raise VersionChanged(f"{dataset} became {page.meta['dataset']}")
        yield page
        if page.meta["next"] is None:
            return
        # What was asked for by name is asked for by id from here on.
        given = {**page.meta["parameters"], "after": page.meta["next"]}
        given_out, dataset = given_out + size, page.meta["dataset"]


def _joined(query: Query, pages: Sequence[Subgraph]) -> Subgraph:
    """Pages as one answer, each record once."""
    first, rows = pages[0], [row for page in pages for row in page.rows]
    parts = {part: list(dict.fromkeys(chain(*(page.json_part(part) for page in pages)))) for part in PARTS}
    counts = {part: len(records) for part, records in parts.items()}
    counts |= query.rows.counts(rows) if isinstance(query.rows, TieRows) else {}
    parameters = {name: value for name, value in first.meta["parameters"].items() if name != "limit"}
    meta = {**first.meta, "parameters": parameters, "counts": counts, "next": pages[-1].meta["next"]}
    hidden = Hidden.together([page.hidden for page in pages])
    lists = {f"json_{part}": records for part, records in parts.items()}
    return replace(first, meta=meta, rows=rows, hidden=hidden, **lists)
