"""The guide that Neo4j Browser plays: one source, `cypher/browser/guide.yaml`, as HTML and as AsciiDoc."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from html import escape
from typing import Any

import yaml

from app.graph.statements import FOLDER
from app.http.neo4j_browser.favourites import questions
from app.queries.drawing import drawn

TITLE = "Entente"


@dataclass(frozen=True)
class Block:
    """Something to run."""

    title: str
    cypher: str


@dataclass(frozen=True)
class Slide:
    """A page of the guide."""

    title: str
    text: tuple[str, ...]
    blocks: tuple[Block, ...]


@cache
def slides() -> tuple[Slide, ...]:
    """The guide's pages; where the source asks for the questions, each of the catalogue follows with its examples."""
    source = yaml.safe_load((FOLDER / "browser" / "guide.yaml").read_text(encoding="utf-8"))
    return tuple(Slide(one["title"], tuple(one["text"]), tuple(_blocks(one))) for one in source)


def _blocks(slide: Mapping[str, Any]) -> Iterator[Block]:
    for block in slide.get("run", []):
        yield Block(block["title"], block["cypher"].strip())
    if slide.get("questions"):
        for query in questions():
            yield Block(query.description(), drawn(query))


@cache
def guide_html() -> str:
    """The guide for the Browser that Neo4j Community serves."""
    pages = "".join(
        f'<slide class="row-fluid"><div class="col-sm-12">{_slide_html(one)}</div></slide>' for one in slides()
    )
    deck = f'<carousel class="deck container-fluid">{pages}</carousel>'
    return f'<article class="guide"><title>{TITLE}</title>{deck}</article>\n'


def _slide_html(slide: Slide) -> str:
    text = "".join(f"<p>{_html(paragraph)}</p>" for paragraph in slide.text)
    blocks = "".join(
        f"<p><strong>{escape(block.title)}</strong></p>"
        f'<pre class="pre-scrollable code runnable">{escape(block.cypher)}</pre>'
        for block in slide.blocks
    )
    return f"<h3>{escape(slide.title)}</h3>{text}{blocks}"


def _html(text: str) -> str:
    """A paragraph, with what stands between backticks as code."""
    return re.sub("`([^`]+)`", r"<code>\1</code>", escape(text))


@cache
def guide_adoc() -> str:
    """The guide for newer Browsers, which read AsciiDoc."""
    return f"= {TITLE}\n\n" + "\n".join(_slide_adoc(one) for one in slides())


def _slide_adoc(slide: Slide) -> str:
    text = "".join(f"+++{_html(paragraph)}+++\n\n" for paragraph in slide.text)
    blocks = "".join(
        f"*+++{escape(block.title)}+++*\n\n[source,cypher]\n----\n{block.cypher}\n----\n\n" for block in slide.blocks
    )
    return f"== {slide.title}\n\n{text}{blocks}"
