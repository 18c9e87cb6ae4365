"""Atom (RFC 4287): what is new in an answer, for feed readers, which ask for it again and again."""

from xml.etree import ElementTree as ET

from app.formats import WORDED, Format
from app.report import Report, news, xml_safe
from app.report.news import Entry

ATOM = "http://www.w3.org/2005/Atom"


def _write(report: Report) -> bytes:
    found, cursor = news.entries(report), report.subgraph.meta["next"]
    feed = ET.Element("feed", {"xmlns": ATOM, "xml:lang": report.options.lang.value})
    _add(feed, "id", news.feed_id(report))
    _add(feed, "title", report.title)
    _add(feed, "subtitle", news.about(report))
    _add(feed, "updated", news.updated(found))
    author = _add(feed, "author")
    _add(author, "name", "Entente")
    if report.service:
        _add(author, "uri", f"{report.service}/")
    _link(feed, "self", news.feed_address(report, FORMAT.suffix), FORMAT.media_type)
    _link(feed, "alternate", news.home(report), "text/html")
    if cursor:  # RFC 5005, section 3
        _link(feed, "next", news.feed_address(report, FORMAT.suffix, cursor), FORMAT.media_type)
    for entry in found:
        _entry(_add(feed, "entry"), entry)
    ET.indent(feed)
    return ET.tostring(feed, "utf-8", xml_declaration=True)


def _entry(element: ET.Element, entry: Entry) -> None:
    _add(element, "id", entry.id)
    _add(element, "title", entry.title)
    _add(element, "published", entry.moment)
    _add(element, "updated", entry.moment)
    _link(element, "alternate", entry.page, "text/html")
    for source in entry.sources:
        _link(element, "via", source)
    for tag in entry.tags:
        _add(element, "category", term=tag)
    _add(element, "summary", entry.summary)
    _add(element, "content", entry.html, type="html")


def _add(parent: ET.Element, name: str, text: str | None = None, **attributes: str) -> ET.Element:
    """An element at the end of another one."""
    safe = {name: xml_safe(value) for name, value in attributes.items()}
    element = ET.SubElement(parent, name, safe)
    element.text = None if text is None else xml_safe(text)
    return element


def _link(parent: ET.Element, rel: str, address: str | None, type: str | None = None) -> None:
    """A link, where there is an address."""
    if address:
        _add(parent, "link", rel=rel, href=address, **({"type": type} if type else {}))


FORMAT = Format(
    "atom", "application/atom+xml", "A feed of what is new, for feed readers (Atom).", _write, WORDED,
    told=False, in_full=True, is_feed=True,
)  # fmt: skip
