"""The article in a page of the web: the part of it with the most prose, and what its head says of it."""

import json
import re
from collections import defaultdict
from collections.abc import Iterator
from typing import Any, TypedDict, cast

from lxml import html

from app.domain.codes import language_code
from app.domain.dates import last_day, today

_NO_PROSE = "script|style|noscript|template|nav|footer|aside|form|button|iframe|figure|svg|select|dialog"
_BLOCKS = frozenset("p h1 h2 h3 h4 h5 h6 li blockquote pre td dd dt figcaption".split())
_BESIDE = re.compile(
    r"comment|related|share|social|promo|advert|newsletter|cookie|subscribe|breadcrumb|sidebar|popup", re.I
)

PROSE = 40
"""From so many characters on a paragraph counts as prose, and not as a caption or a button."""


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
    tree = cast("Any", html.document_fromstring(content, parser=html.HTMLParser(encoding=_encoding(content))))
    meta = _metadata(tree)
    for one in tree.xpath(" | ".join(f"//{name}" for name in _NO_PROSE.split("|"))):
        if one.getparent() is not None:
            one.drop_tree()
    for one in [one for one in tree.iter("*") if _is_beside(one) and one.getparent() is not None]:
        one.drop_tree()
    meta["text"] = "\n\n".join(_lines(_article(tree)))
    return meta


def _encoding(content: bytes) -> str:
    """That which the page names, or else UTF-8 where it is, or Latin-1."""
    if named := re.search(rb"<meta[^>]+charset=[\"']?([\w-]+)", content[:4000], re.IGNORECASE):
        return named[1].decode()
    try:
        content.decode("utf-8")
    except UnicodeDecodeError:
        return "latin-1"
    return "utf-8"


def _is_beside(element: Any) -> bool:
    named = f"{element.get('class', '')} {element.get('id', '')}"
    return element.tag not in ("html", "body", "main", "article") and _BESIDE.search(named) is not None


def _article(tree: Any) -> Any:
    """The element whose paragraphs have the most prose that is no link; those of what stands within count half."""
    scores: dict[Any, float] = defaultdict(float)
    for paragraph in tree.iter("p", "pre", "blockquote"):
        prose = len(_text(paragraph)) - sum(len(_text(link)) for link in paragraph.iter("a"))
        if prose >= PROSE and (parent := paragraph.getparent()) is not None:
            scores[parent] += prose
            if (above := parent.getparent()) is not None:
                scores[above] += prose / 2
    return max(scores, key=lambda one: scores[one]) if scores else tree


def _lines(article: Any) -> Iterator[str]:
    """Its paragraphs, headings and items in order, each once."""
    for element in article.iter(*_BLOCKS):
        if any(inner.tag in _BLOCKS for inner in element.iterdescendants()):
            continue
        if text := _text(element):
            yield f"- {text}" if element.tag == "li" or _within_item(element, article) else text


def _within_item(element: Any, article: Any) -> bool:
    parent = element.getparent()
    return parent is not None and parent is not article and parent.tag == "li"


def _text(element: Any) -> str:
    for line_break in element.iter("br"):
        line_break.tail = f" {line_break.tail or ''}"
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
        for one in cast("list[Any]", graph):
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
