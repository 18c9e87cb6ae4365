"""An answer as a page of the service's own site: what the embed has, below a head that leads everywhere and above the
ways on, with how it is cited. This is what is given where HTML is asked for by no suffix."""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from functools import cache
from string import Template
from typing import NamedTuple
from urllib.parse import urlencode

import orjson
from babel import Locale

from app.errors import ServiceError
from app.formats import Format, formats, html, schema_org
from app.formats.html import Frame, shown, source, written
from app.report import Report, Site, in_format
from app.report.problems import said
from app.report.site import citation, citation_of_claim, contact, explorer, feeds, in_language, listed, say, ways
from app.report.wording import Language

LISTS = ("entities", "technologies", "documents")
"""The questions after lists that every page leads to."""


class Link(NamedTuple):
    """What a link says, and its address."""

    says: str
    address: str


@cache
def frame() -> Frame:
    """That of a page: its form asks its own host alone, and it stands in no page of others."""
    style = source("embed.css") + source("page.css")
    return Frame(style, "form-action 'self'; frame-ancestors 'self'", _head, _above, _trail, _below)


def _head(report: Report) -> str:
    """What search engines read, the same page in other languages, feeds to follow, and the pages before and after."""
    lang = report.options.lang
    data = orjson.dumps(schema_org.page(report)).decode().replace("<", "\\u003c")  # so that no name ends the script
    lines = [f'<script type="application/ld+json">{data}</script>']
    for one in Language:
        lines.append(f'<link rel="alternate" hreflang="{one}" href="{shown(in_language(report.address, one))}">')
    for title, address in feeds(report):
        lines += [_feed(format, title, in_language(in_format(address, format.suffix), lang)) for format in _feeds()]
    lines += [f'<link rel="{rel}" href="{shown(link.address)}">' for rel, link in _beside(report)]
    return "\n".join(lines)


def _feeds() -> Iterator[Format]:
    return (format for format in formats().values() if format.is_feed)


def _feed(format: Format, title: str, address: str) -> str:
    """A feed, as readers find it from a page that they are given."""
    return f'<link rel="alternate" type="{format.media_type}" title="{shown(title)}" href="{shown(address)}">'


def _above(report: Report) -> str:
    """The way back to the start, the search, the lists, and the languages."""
    lang = report.options.lang
    languages = "".join(
        f'<a href="{shown(in_language(report.address, one))}" lang="{one}" hreflang="{one}" '
        f'aria-current="{str(one is lang).lower()}">{_own_name(one)}</a>'
        for one in Language
    )
    named = f'<nav class="languages" aria-label="{shown(say("languages", lang))}">{languages}</nav>'
    return _site_head(report.service, lang, named)


def _own_name(lang: Language) -> str:
    """What a language calls itself: `Deutsch`."""
    return (Locale(lang.value).get_display_name(lang.value) or lang.value).capitalize()


def _site_head(base: str, lang: Language, languages: str = "") -> str:
    lists = "".join(_anchor(_list(base, name, lang)) for name in LISTS)
    return Template(source("page.html")).substitute(
        base=shown(base), skip=shown(say("skip", lang)), search=shown(say("search", lang)), go=shown(say("go", lang)),
        site=shown(say("site", lang)), lists=lists, languages=languages,
    )  # fmt: skip


def failure(error: ServiceError, links: Iterable[Link], base: str, lang: Language) -> bytes:
    """A page of the site that says why there is no answer, with links of what to do instead."""
    about = said(type(error), lang)
    meaning = f"<p>{shown(about.meaning)}</p>" if about.meaning else ""
    items = "".join(f"<li>{_anchor(link)}</li>" for link in links)
    near = f'<nav aria-labelledby="near"><h2 id="near">{shown(say("near", lang))}</h2><ul>{items}</ul></nav>'
    return Template(source("message.html")).substitute(
        lang=lang, head=_site_head(base, lang), style=frame().style, title=shown(f"{about.title} ({error.status})"),
        texts=f'{meaning}<p>{shown(about.leads)} <span lang="en">{shown(error.detail)}</span></p>',
        links=near if items else "",
    ).encode()  # fmt: skip


def _trail(report: Report) -> str:
    """The list that the page's record is in, and the way to the network."""
    lang, base, network = report.options.lang, report.service, explorer(report)
    part = report.about[0] if report.about else None
    links = [_anchor(_list(base, part, lang))] if part in LISTS else []
    links += [_anchor(Link(say("explore", lang), base + network), "explore")] if network else []
    return f'<p class="trail">{"".join(links)}</p>' if links else ""


def _list(base: str, name: str, lang: Language) -> Link:
    return Link(listed(name, lang), in_language(f"{base}/{name}", lang))


def _below(report: Report) -> str:
    """The ways on, how the page is cited, where errors are reported, and the records before and after."""
    return "\n".join(part for part in (_on(report), _citing(report), _neighbours(report)) if part)


def _on(report: Report) -> str:
    lang, base = report.options.lang, report.service
    links = (Link(way.title, in_language(base + way.query.address, lang)) for way in ways(report))
    items = "".join(f"<li>{_anchor(link)}</li>" for link in links)
    if not items:
        return ""
    return f'<nav class="on" aria-labelledby="on"><h2 id="on">{shown(say("ways", lang))}</h2><ul>{items}</ul></nav>'


def _citing(report: Report) -> str:
    """How the page is cited; of the page of one tie each of its claims as well, by the row that says it."""
    lang, lines = report.options.lang, [f"<p>{shown(citation(report))}</p>"]
    if report.about and (tie := report.ties.get(report.about[1])):
        claims = (f"<li>{shown(citation_of_claim(report, claim))}</li>" for claim in tie.claims)
        summary = f"<summary>{shown(say('claims', lang))}</summary>"
        lines.append(f"<details>{summary}<ul>{''.join(claims)}</ul></details>")
    if report.documents:
        files = " · ".join(_anchor(Link(name, report.file(suffix))) for suffix, name in BIBLIOGRAPHIES.items())
        lines.append(f"<p>{shown(lang.labelled(say('sources', lang), ''))} {files}</p>")
    lines.append(f"<p>{_anchor(Link(say('embed', lang), _dialog(report)))}</p>")
    if address := contact(report):
        lines.append(f"<p>{_anchor(Link(say('report', lang), address))}</p>")
    return f'<section class="cite"><h2>{shown(say("cite", lang))}</h2>{"".join(lines)}</section>'


def _dialog(report: Report) -> str:
    return f"{report.service}/embed?{urlencode({'url': report.address})}"


BIBLIOGRAPHIES = {"bib": "BibTeX", "csl": "CSL-JSON"}
"""The formats that bibliographies are made of, by suffix."""


def _neighbours(report: Report) -> str:
    lang = report.options.lang
    links = "".join(
        f'<a class="{rel}" rel="{rel}" href="{shown(link.address)}"><span>{shown(say(rel, lang))}</span> '
        f"{shown(link.says)}</a>"
        for rel, link in _beside(report)
    )
    return f'<nav class="beside" aria-label="{shown(say("beside", lang))}">{links}</nav>' if links else ""


def _beside(report: Report) -> Iterator[tuple[str, Link]]:
    """The pages of the records before and after, by their link relations (RFC 8288)."""
    site, part = report.site or Site(), report.about[0] if report.about else ""
    for rel, record in (("prev", site.previous), ("next", site.next)):
        if record:
            address = in_language(f"{report.service}/{part}/{record.id}", report.options.lang)
            yield rel, Link(report.called(record), address)


def _anchor(link: Link, style: str = "") -> str:
    named = f' class="{style}"' if style else ""
    return f'<a{named} href="{shown(link.address)}">{shown(link.says)}</a>'


def _write(report: Report) -> bytes:
    return written(report, frame())


PAGE = replace(html.FORMAT, write=_write, policy=lambda: html.policy(frame()), is_page=True)
