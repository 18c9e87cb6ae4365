"""All that answers a question, put together from its pages: what a file holds."""

import time
from collections.abc import Sequence
from dataclasses import replace
from itertools import chain

from app.answers.service import PATIENCE_SECONDS, Service
from app.domain.answer import PARTS, Hidden, Subgraph
from app.errors import InvalidParameter, Unavailable
from app.graph.failures import Bookmark
from app.queries.base import Paged, Query
from app.queries.parameters import LARGEST_PAGE
from app.queries.rows import TieRows
from app.queries.view import WHOLE, View


async def whole(
    service: Service, query: Query, most: int, bookmark: Bookmark | None = None, view: View = WHOLE
) -> Subgraph:
    """All that answers a query and a view does not hide, `most` results at most, of one dataset; what loads change
    meanwhile is begun anew.

    Raises InvalidParameter, saying how to narrow, where there is more, and what `Service.answer` raises.
    """
    if not isinstance(query, Paged):
        return await service.answer(query, bookmark, view)
    deadline = time.monotonic() + PATIENCE_SECONDS
    while True:
        pages = await _pages(service, query, most, bookmark, view)
        if len({page.meta["dataset"] for page in pages}) == 1:
            return _joined(query, pages)
        if time.monotonic() > deadline:
            raise Unavailable("the dataset is being replaced just now; ask again")


async def _pages(
    service: Service, query: Query, most: int, bookmark: Bookmark | None, view: View
) -> Sequence[Subgraph]:
    size = min(most, LARGEST_PAGE)
    asked = query.read({**query.given(), "limit": size})
    pages = [await service.answer(asked, bookmark, view)]
    while cursor := pages[-1].meta["next"]:
        if len(pages) * size >= most:
            raise InvalidParameter(
                f"more than {most:,} results answer, which is what a file holds; narrow the question, or take page by "
                "page with limit and after"
            )
        asked = query.read({**pages[-1].meta["parameters"], "limit": size, "after": cursor})
        pages.append(await service.answer(asked, bookmark, view))
    return pages


def _joined(query: Query, pages: Sequence[Subgraph]) -> Subgraph:
    """Pages as one answer, each record once."""
    first, rows = pages[0], [row for page in pages for row in page.rows]
    parts = {part: list(dict.fromkeys(chain(*(page.json_part(part) for page in pages)))) for part in PARTS}
    counts = {part: len(records) for part, records in parts.items()}
    counts |= query.rows.counts(rows) if isinstance(query.rows, TieRows) else {}
    parameters = {name: value for name, value in first.meta["parameters"].items() if name != "limit"}
    meta = {**first.meta, "parameters": parameters, "counts": counts, "next": None}
    hidden = Hidden.together([page.hidden for page in pages])
    lists = {f"json_{part}": records for part, records in parts.items()}
    return replace(first, meta=meta, rows=rows, hidden=hidden, **lists)
