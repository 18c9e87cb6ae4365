"""The article in a page of the web: the part of it with the most prose, and what its head says of it."""

import json
import re
from collections import defaultdict
from collections.abc import Iterator
from contextlib import suppress
from typing import Any, TypedDict, cast

from lxml import html

from app.domain.codes import language_code
from app.domain.dates import last_day, today

_NO_PROSE = "script|style|noscript|template|nav|footer|aside|form|button|iframe|figure|svg|select|dialog"
_BLOCKS = frozenset("p h1 h2 h3 h4 h5 h6 li blockquote pre td dd dt div section article main".split())
_BESIDE = re.compile(
    r"comment|related|share|social|promo|advert|newsletter|cookie|subscribe|breadcrumb|sidebar|popup", re.I
)

PROSE, MOST = 40, 0.75
"""From so many characters on a paragraph counts as prose, and not as a caption or a button; and so much of all prose is
what an article has at least."""


class Page(TypedDict):
    """The text of a page, a paragraph a line with blank ones between, and what its head says."""

    text: str
    title: str | None
    publisher: str | None
    url: str | None
    published: str | None
    language: str | None


def of_html(content: bytes) -> Page:
    """The article in a page."""
    tree = cast("Any", html.document_fromstring(f"{_decoded(content)}<p></p>"))  # lxml refuses a page of none
    meta = _metadata(tree)
    for one in tree.xpath(" | ".join(f"//{name}" for name in _NO_PROSE.split("|"))):
        if one.getparent() is not None:
            one.drop_tree()
    for line_break in tree.iter("br"):
        line_break.tail = f" {line_break.tail or ''}"
    whole = len(tree.text_content())
    for one in [one for one in tree.iter("*") if _is_beside(one) and one.getparent() is not None]:
        if len(one.text_content()) < whole / 2:
            one.drop_tree()
    meta["text"] = "\n\n".join(_lines(_article(tree)))
    return meta


def _decoded(content: bytes) -> str:
    """The text of a page, in the encoding that it names, or else in UTF-8 where it is that, or in Windows-1252.

    Which one an XML declaration names is left out, since it is decoded by then.
    """
    named = re.search(rb"<meta[^>]+charset=[\"']?(?!utf-16|utf-32)([\w-]+)", content[:4000], re.IGNORECASE)
    for encoding in (named[1].decode("ascii") if named else "utf-8", "utf-8"):
        with suppress(LookupError, UnicodeDecodeError):
            text = content.decode(encoding)
            return re.sub(r"^\s*<\?xml[^>]*\?>", "", text)
    return content.decode("windows-1252", errors="replace")


def _is_beside(element: Any) -> bool:
    named = f"{element.get('class', '')} {element.get('id', '')}"
    return element.tag not in ("html", "body", "main", "article") and _BESIDE.search(named) is not None


def _article(tree: Any) -> Any:
    """The smallest element that has most of the prose: of text in paragraphs that is no link."""
    prose: dict[Any, int] = defaultdict(int)
    for block in tree.iter(*_BLOCKS):
        length = _prose(block)
        if length >= PROSE:
            for above in (block, *block.iterancestors()):
                prose[above] += length
    chosen = tree
    while (inner := next((one for one in chosen if prose[one] > MOST * prose[chosen]), None)) is not None:
        if _is_leaf(inner):
            break
        chosen = inner
    return chosen


def _prose(block: Any) -> int:
    return len(_text(block)) - sum(len(_text(link)) for link in block.iter("a")) if _is_leaf(block) else 0


def _is_leaf(element: Any) -> bool:
    return not any(inner.tag in _BLOCKS for inner in element.iterdescendants())


def _lines(article: Any) -> Iterator[str]:
    """Its paragraphs, headings and items in order, each once."""
    for element in article.iter(*_BLOCKS):
        if _is_leaf(element) and (text := _text(element)):
            yield f"- {text}" if any(one.tag == "li" for one in (element, *element.iterancestors())) else text


def _text(element: Any) -> str:
    return " ".join(element.text_content().split())


# What the head says


def _metadata(tree: Any) -> Page:
    named = {
        str(one.get("property") or one.get("name")).lower(): str(one.get("content") or "").strip()
        for one in tree.xpath("//meta[@content]")
    }
    linked = _linked_data(tree)

    def first(*names: str) -> str | None:
        return next((named[name] for name in names if named.get(name)), None)

    dates = (
        first("article:published_time", "citation_publication_date", "dc.date", "dc.date.issued", "date", "pubdate"),
        linked.get("datePublished"),
        *(str(one) for one in tree.xpath("//time/@datetime")),
    )
    publisher = linked.get("publisher")
    return Page(
        text="",
        title=first("og:title", "citation_title", "dc.title") or _named(tree, "//h1") or _named(tree, "//title"),
        publisher=first("og:site_name", "dc.publisher") or (_name_of(publisher) if publisher else None),
        url=next(filter(_is_whole, (*map(str, tree.xpath("//link[@rel='canonical']/@href")), first("og:url"))), None),
        published=next(filter(None, map(_day, filter(None, dates))), None),
        language=_language(str(tree.get("lang") or first("og:locale") or "")[:2]),
    )


def _is_whole(address: str | None) -> bool:
    return address is not None and address.startswith(("http://", "https://"))


def _language(code: str) -> str | None:
    try:
        return language_code(code)
    except ValueError:
        return None


def _named(tree: Any, path: str) -> str | None:
    found = tree.xpath(path)
    return _text(found[0]) or None if found else None


def _linked_data(tree: Any) -> dict[str, Any]:
    """The first thing with a day of publication that JSON-LD in the page describes."""
    for script in tree.xpath("//script[@type='application/ld+json']"):
        try:
            value: Any = json.loads(script.text or "")
        except ValueError:
            continue
        graph = cast("dict[str, Any]", value).get("@graph", [value]) if isinstance(value, dict) else value
        for one in cast("list[Any]", graph) if isinstance(graph, list) else []:
            if isinstance(one, dict) and "datePublished" in one:
                return cast("dict[str, Any]", one)
    return {}


def _name_of(publisher: Any) -> str | None:
    named = cast("dict[str, Any]", publisher) if isinstance(publisher, dict) else {}
    return str(named.get("name") or "") or None


def _day(text: Any) -> str | None:
    """The day at the beginning of a time in ISO 8601, or the month or year where it says no more."""
    match = re.match(r"\d{4}(?:[-/]\d\d){0,2}", str(text).strip())
    day = match[0].replace("/", "-") if match else ""
    try:
        return day if last_day(day) <= today() else None
    except ValueError:
        return None
