"""The embed: the answer as a sentence and a table, the figure inline with controls, the evidence of each tie, and the
sources; nothing from other hosts."""

import re
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, partial
from html import escape
from itertools import starmap, zip_longest
from pathlib import Path
from string import Template
from urllib.parse import urlencode, urlsplit

import orjson

from app.domain.records import Claim, Tie
from app.domain.vocabulary import Stance, Status
from app.formats import DRAWN, Format
from app.report import Report, keys, ranges, sanitized, xml_safe
from app.report.amounts import described
from app.report.citations import reference
from app.report.citing import Citing
from app.report.contents import contents
from app.report.csp import allowed
from app.report.dossier.claims import claimed, denial
from app.report.figure.geometry import Room
from app.report.figure.page import Figure, dark_style
from app.report.figure.svg import HEIGHT, WIDTH, figure
from app.report.findings import description
from app.report.newer import newer
from app.report.sections import Contents, Fact, Grid, Section
from app.report.site import in_language, say
from app.report.theme import Theme

FOLDERS = [Path(__file__).parent.parent / "web" / name for name in ("embed", "page")]

FRAMES = {"wide": WIDTH, "medium": 694, "narrow": 334}
"""How wide the figure can be in frames of at least 1126, 720 and 360 pixels, as embed.css tells them apart."""


@cache
def source(name: str) -> str:
    """The text of a file of `app/web/embed/` or `app/web/page/`."""
    return next(folder / name for folder in FOLDERS if (folder / name).is_file()).read_text(encoding="utf-8")


def _nothing(report: Report) -> str:
    return ""


@dataclass(frozen=True)
class Frame:
    """What stands around an answer in HTML: in its `head`, `above` it, before its title (`trail`) and `below` it. It
    has a style of its own, and a policy of what it may do besides."""

    style: str
    policy: str
    head: Callable[[Report], str] = _nothing
    above: Callable[[Report], str] = _nothing
    trail: Callable[[Report], str] = _nothing
    below: Callable[[Report], str] = _nothing


def embed() -> Frame:
    """That of an embed: nothing, and it may stand in any page."""
    return Frame(source("embed.css"), "form-action 'none'; frame-ancestors *")


def policy(frame: Frame) -> str:
    """What an answer in HTML may do: run its own script and style, and ask its own host."""
    return "; ".join(
        [
            "default-src 'none'",
            allowed("script-src", source("embed.js")),
            allowed("style-src", frame.style, dark_style()),
            f"style-src-attr 'none'; connect-src 'self'; base-uri 'none'; {frame.policy}",
        ]
    )


def written(report: Report, frame: Frame) -> bytes:
    """An answer in a frame; names lead to pages where the service is known."""
    options = report.options
    theme = options.theme or Theme.AUTO
    # each of the ties stands in the evidence; texts cite by keys, of which links are made
    linking = report.with_theme(theme).with_citing(Citing.KEY).with_links(bool(report.service))
    made = contents(linking, ties=False)
    report = made.report.with_citing(Citing.NUMBER).with_links(False)
    has_heading = report.site is not None or any(section.facts for section in made.sections)
    has_figure = report.site is None or bool(report.subgraph.ties)
    fitting = _fitting(report, FRAMES if has_figure else {"wide": WIDTH}, titled=not has_heading)
    widest = next(iter(fitting))
    texts = _with_anchors(_texts(made))
    page = Template(source("embed.html")).substitute(
        lang=options.lang, theme=theme, title=shown(report.title), summary=shown(description(report)),
        links="\n".join([*_links(report, widest), frame.head(report)]), style=frame.style, newer=_newer(report),
        above=frame.above(report), trail=frame.trail(report), below=frame.below(report),
        shown=' class="shown"' if has_heading else "",
        drawing=_drawing(report, fitting) if has_figure else "", **texts,
        sources=_sources(report, "".join(texts.values())), footer=_footer(report), script=source("embed.js"),
    )  # fmt: skip
    return page.encode()


def _drawing(report: Report, fitting: Mapping[Figure, Sequence[str]]) -> str:
    """The figure with its controls."""
    words, widest = report.words, next(iter(fitting))
    return Template(source("figure.html")).substitute(
        title=shown(report.title), figure=shown(words.figure), filters="".join(_filters(report, widest.styles)),
        zoom_in=shown(words.zoom_in), zoom_out=shown(words.zoom_out), fit=shown(words.fit), close=shown(words.close),
        claims=shown(words.claims), svg="\n".join(starmap(_for_frames, fitting.items())),
    )  # fmt: skip


def _texts(made: Contents) -> dict[str, str]:
    """What cites sources, by its place in the page, in the order in which it is read."""
    report = made.report
    remarks = (f'<p class="remark">{_cited(report, one.text)}{_link(one.url)}</p>' for one in made.remarks)
    return {
        "finding": _cited(report, made.opening), "remarks": "".join(remarks), "facts": _facts(made),
        "answer": "".join(_section(report, section) for section in made.sections), "evidence": _evidence(report),
    }  # fmt: skip


def _cited(report: Report, text: str) -> str:
    """A text, escaped, in which each number of a source is a link to it: `[1, 3–5]`."""

    def linked(ids: Sequence[str]) -> str:
        numbers = re.sub(r"\d+", r'<a href="#source-\g<0>">\g<0></a>', ranges(report.numbers_of(ids)))
        elsewhere = [id for id in ids if id not in report.numbers]
        return f"[{', '.join([*([numbers] if numbers else []), *elsewhere])}]"

    return keys.written(keys.with_links(_escaped(text), partial(_to_page, report)), linked)


def _to_page(report: Report, path: str, text: str) -> str:
    """A name as a link to its page, in the same language; out of an embed into a place of its own."""
    address = in_language(f"{report.service}/{path}", report.options.lang)
    target = "" if report.site else ' target="_blank" rel="noopener"'
    return f'<a class="name" href="{shown(address)}"{target}>{text}</a>'


def _with_anchors(texts: Mapping[str, str]) -> dict[str, str]:
    """Texts in which the first link to each source has an id, for the way back from there."""
    seen = set[str]()

    def anchored(link: re.Match[str]) -> str:
        if (number := link[1]) in seen:
            return link[0]
        seen.add(number)
        return f'<a id="cite-{number}" href="#source-{number}"'

    return {place: re.sub(r'<a href="#source-(\d+)"', anchored, text) for place, text in texts.items()}


def _fitting(report: Report, frames: Mapping[str, float], titled: bool) -> Mapping[Figure, Sequence[str]]:
    """The figure laid out for each kind of frame, the widest first; one that is narrow enough serves several."""
    made: dict[Figure, list[str]] = {}
    for name, width in frames.items():
        room = Room(min(width, report.options.width or width), HEIGHT)
        drawn = next((drawn for drawn in made if drawn.width <= room.width), None)
        made.setdefault(drawn or figure(report, room, interactive=True, titled=titled), []).append(name)
    return made


def _for_frames(drawn: Figure, frames: Sequence[str]) -> str:
    return f'<div class="fit {" ".join(frames)}">{drawn.svg}</div>'


def shown(text: str) -> str:
    """A text from the data, escaped for content and for attributes in double quotes, where nothing leads anywhere."""
    return _escaped(keys.without_links(text))


def _escaped(text: str) -> str:
    return escape(xml_safe(sanitized(text)))


def _links(report: Report, drawn: Figure) -> Iterator[str]:
    """Canonical address, oEmbed discovery, and Open Graph, with the size of the picture: so that a pasted link
    unfolds."""
    yield f'<meta property="og:title" content="{shown(report.title)}">'
    yield f'<meta property="og:description" content="{shown(description(report)[:300])}">'
    yield '<meta property="og:type" content="article"><meta property="og:site_name" content="Entente">'
    if not report.url:
        return
    image, oembed = report.file("png"), f"{report.service}/oembed?{urlencode({'url': report.url})}"
    yield f'<link rel="canonical" href="{shown(report.url)}">'
    yield f'<link rel="alternate" type="application/json+oembed" href="{shown(oembed)}" title="{shown(report.title)}">'
    yield f'<meta property="og:url" content="{shown(report.url)}">'
    yield f'<meta property="og:image" content="{shown(image)}">'
    yield f'<meta property="og:image:alt" content="{shown(report.title)}">'
    yield f'<meta property="og:image:width" content="{round(drawn.width * 2)}">'
    yield f'<meta property="og:image:height" content="{round(drawn.height * 2)}">'
    yield '<meta name="twitter:card" content="summary_large_image">'


def _filters(report: Report, styles: Collection[str]) -> Iterator[str]:
    words = report.words
    named = {status.value: words.statuses[status] for status in Status} | {"disputed": words.disputed}
    for style, word in named.items():
        if style in styles:
            yield f'<button type="button" aria-pressed="true" data-status="{style}">{shown(word)}</button>'


def _newer(report: Report) -> str:
    """For a snapshot, the place where its script tells whether newer data differ, and the words for it."""
    path = urlsplit(report.address).path
    words = shown(orjson.dumps(newer(report)).decode())
    asked = f'data-changes="{shown(path)}/changes" data-words="{words}"'
    return f'<p class="newer" {asked} hidden></p>' if "/snapshots/" in path else ""


def _facts(made: Contents) -> str:
    """What stands above the figure of a dossier."""
    facts = [fact for section in made.sections for fact in section.facts]
    listed = "\n".join(f"<div><dt>{shown(fact.name)}</dt><dd>{_value(made.report, fact)}</dd></div>" for fact in facts)
    return f'<dl class="facts">\n{listed}\n</dl>' if facts else ""


def _value(report: Report, fact: Fact) -> str:
    if fact.url and keys.without_links(fact.value) == fact.value:
        return f'<a href="{shown(fact.url)}" target="_blank" rel="noopener">{_cited(report, fact.value)}</a>'
    return _cited(report, fact.value)


def _section(report: Report, section: Section) -> str:
    """The table of a section, below its heading."""
    heading = f"<h2>{shown(section.heading)}</h2>" if section.heading else ""
    note = f'<p class="remark">{shown(section.note)}</p>' if section.note else ""
    # with the title, since the panel of claims is a region as well
    label = f"{report.title}: {section.heading}" if section.heading else report.title
    return heading + note + (_table(report, section.grid, label) if section.grid else "")


def _table(report: Report, grid: Grid, label: str) -> str:
    heads = "".join(f'<th scope="col">{shown(text)}</th>' for text in grid.columns)
    rows = "\n".join(starmap(partial(_row, report), zip_longest(grid.rows, grid.places, fillvalue=())))
    return (
        f'<div class="answer" role="region" aria-label="{shown(label)}" tabindex="0"><table>\n'
        f"<thead><tr>{heads}</tr></thead>\n<tbody>\n{rows}\n</tbody></table></div>"
    )


def _row(report: Report, cells: Sequence[str], places: Sequence[str]) -> str:
    """A row, with a name for each of its places; on a page of the site a link tells the first of these."""
    own, *others = [*places, ""]
    texts = [_cited(report, cell) for cell in cells]
    if own and report.site:
        texts[0] += f' <a class="own" href="#{own}" aria-label="{shown(say("claims", report.options.lang))}">#</a>'
    texts[0] += "".join(f'<span id="{place}"></span>' for place in others if place)
    named = f' id="{own}"' if own else ""
    return f"<tr{named}>{''.join(f'<td>{text}</td>' for text in texts)}</tr>"


def _evidence(report: Report) -> str:
    """What each claim of each tie says, folded away."""
    ties = report.subgraph.ties
    if not ties:
        return ""
    evidence = "\n".join(_tie(report, tie) for tie in ties)
    summary = f"<summary>{shown(report.words.ties)} ({len(ties)})</summary>"
    return f'<details class="evidence">{summary}\n{evidence}\n</details>'


def _sources(report: Report, texts: str) -> str:
    """The sources, each with a way back to where the texts cite it first."""
    if not report.documents:
        return ""
    documents = "\n".join(_documents(report.with_links(bool(report.service)), texts))
    return f'<h2 id="sources">{shown(report.words.sources)}</h2>\n<ol class="sources">\n{documents}\n</ol>'


def _tie(report: Report, tie: Tie) -> str:
    money = described(tie.amount, tie.share, report.options.lang)
    about = " · ".join(part for part in (report.dates(tie), money, tie.place or "") if part)
    claims = "".join(_claim(report, tie, claim) for claim in tie.claims)
    return (
        f'<div class="tie-text" data-tie="{tie.id}"><p>{_cited(report, report.sentence(tie))}'
        f"{f' <span class=muted>{shown(about)}</span>' if about else ''}</p><ul>{claims}</ul></div>"
    )


def _claim(report: Report, tie: Tie, claim: Claim) -> str:
    number = report.numbers[claim.document]
    words = report.words
    said = [
        claimed(report, tie, claim),
        described(claim.amount, claim.share, report.options.lang), claim.where,
        words.reliabilities[claim.reliability],
        words.inferred if claim.inferred and claim.stance is Stance.SUPPORTS else "",
    ]  # fmt: skip
    about = ", ".join(part for part in said if part)
    return (
        f'<li>{_against(report, claim)}{shown(claim.says)} <span class="muted">{shown(about)}</span> '
        f'<a href="#source-{number}">[{number}]</a></li>'
    )


def _against(report: Report, claim: Claim) -> str:
    """What a disputing claim is, before what it says."""
    if claim.stance is not Stance.DISPUTES:
        return ""
    return f'<span class="disputes">{shown(denial(report, claim))}:</span> '


def _documents(report: Report, texts: str) -> Iterator[str]:
    for document in report.subgraph.documents:
        number = report.numbers[document.id]
        text = _cited(report, report.link("documents", document.id, reference(document, report.options.lang)))
        back = f' <a href="#cite-{number}" aria-label="{shown(report.words.back)} [{number}]">↑</a>'
        cited = f'id="cite-{number}"' in texts
        yield f'<li id="source-{number}">{text}{_link(document.url)}{back if cited else ""}</li>'


def _link(url: str | None) -> str:
    return f' <a href="{shown(url)}" target="_blank" rel="noopener">{shown(url)}</a>' if url else ""


def _footer(report: Report) -> str:
    line = shown(report.origin)
    if not report.url:
        return line
    files = " · ".join(_file(report, suffix) for suffix in ("svg", "png", "pdf", "docx", "xlsx", "csv", "json"))
    return f'{line} · <a href="{shown(report.url)}" target="_blank">{shown(report.url)}</a><br>{files}'


def _file(report: Report, suffix: str) -> str:
    return f'<a href="{shown(report.file(suffix))}" target="_blank">{suffix.upper()}</a>'


def _write(report: Report) -> bytes:
    return written(report, embed())


FORMAT = Format(
    "html", "text/html; charset=utf-8", "The embed: the figure with controls, evidence and sources.", _write,
    DRAWN, heavy=True, in_full=True, policy=lambda: policy(embed()),
)  # fmt: skip
