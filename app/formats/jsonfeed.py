"""JSON Feed 1.1: what is new in an answer, for feed readers and programs.

Its suffix is one word: `json` is the answer itself, and `/entities/nasa.feed.json` would be that on `nasa.feed`.
"""

from typing import Any

import orjson

from app.formats import WORDED, Format
from app.report import Report, news
from app.report.news import Entry


def _write(report: Report) -> bytes:
    cursor, suffix = report.subgraph.meta["next"], FORMAT.suffix
    feed = _given(
        version="https://jsonfeed.org/version/1.1", title=report.title, home_page_url=news.home(report),
        feed_url=news.feed_address(report, suffix), description=news.about(report),
        next_url=news.feed_address(report, suffix, cursor) if cursor else None,
        authors=[_given(name="Entente", url=f"{report.service}/" if report.service else None)],
        language=report.options.lang.value,
    )  # fmt: skip
    return orjson.dumps(feed | {"items": [_item(entry) for entry in news.entries(report)]}, option=orjson.OPT_INDENT_2)


def _item(entry: Entry) -> dict[str, Any]:
    return _given(
        id=entry.id, url=entry.page, external_url=next(iter(entry.sources), None), title=entry.title,
        content_html=entry.html, summary=entry.summary, date_published=entry.moment, date_modified=entry.moment,
        tags=list(entry.tags),
    )  # fmt: skip


def _given(**values: Any) -> dict[str, Any]:
    return {name: value for name, value in values.items() if value}


FORMAT = Format(
    "jsonfeed", "application/feed+json", "The same feed as JSON Feed 1.1.", _write, WORDED,
    told=False, in_full=True, is_feed=True,
)  # fmt: skip
