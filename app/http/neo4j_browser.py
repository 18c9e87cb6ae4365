"""Neo4j Browser made at home: our style, our guide, our questions as favourites, and a link to any question as Cypher.

Browser fetches style and guide from this service once its server says so (`browser_settings`). The questions are the
statements that the API runs, with their parameters as literals.
"""

import io
import zipfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from html import escape
from typing import Any
from urllib.parse import quote

import yaml
from fastapi import APIRouter, Request, Response
from fastapi.responses import RedirectResponse

from app.domain.styles import KIND_STYLES, KindStyle
from app.domain.vocabulary import RELATIONS, Kind
from app.errors import InvalidParameter
from app.graph.statements import FOLDER, with_literals
from app.queries import catalogue
from app.queries.base import Query
from app.queries.schema import example, repeatable
from app.queries.statements import drawn

TITLE = "Entente"
AT_HOME = "http://localhost:7474/browser/"
"""Where Neo4j serves its Browser unless told otherwise."""

ENTITY_DIAMETER = {Kind.COUNTRY: 80, Kind.BLOC: 80, Kind.INITIATIVE: 65, Kind.PERSON: 50}
OTHERS = {
    "Technology": ("#5f6b2d", "name", 50),
    "Document": ("#8a5a2b", "title", 50),
    "Claim": ("#77692f", "says", 65),
    "Tie": ("#66727f", "relation", 50),
    "Dataset": ("#7d8792", "version", 40),
}
"""Colour, caption and diameter in pixels of what is not an entity."""

QUIET = {
    "SUBJECT": "subject",
    "OBJECT": "object",
    "IN_FIELD": "in field",
    "BROADER": "broader",
    "ON": "on",
    "CITES": "cites",
}


def router(address: str) -> APIRouter:
    """Style, guide, favourites and links. `address` is where readers reach Browser, `dbms` and `db` in its query."""
    routes = APIRouter(prefix="/browser", include_in_schema=False)

    @routes.get("")
    async def browser(request: Request) -> Response:
        """Leads to Browser: with a question's Cypher in its editor, or with our guide."""
        given = dict(request.query_params)
        name = given.pop("query", None)
        if name is None:
            return RedirectResponse(
                _command(address, "play", f"{str(request.base_url).rstrip('/')}/browser/guide.html")
            )
        if name not in catalogue:
            raise InvalidParameter(f"query: cannot be {name!r}", errors=[_unknown(name)])
        query = catalogue[name]
        several = repeatable(query)
        values = {key: request.query_params.getlist(key) if key in several else value for key, value in given.items()}
        return RedirectResponse(_command(address, "edit", question(query.read(values))))

    for path, media_type, content in _FILES:
        routes.add_api_route(f"/{path}", _sender(content, media_type))
    return routes


def _sender(content: "Any", media_type: str) -> Any:
    async def send() -> Response:
        return Response(content(), media_type=media_type)

    return send


def _command(address: str, command: str, argument: str) -> str:
    """A link that gives Browser something to do; it fills its editor and never runs what is there by itself."""
    mark = "&" if "?" in address else "?"
    return f"{address}{mark}cmd={command}&arg={quote(argument, safe='')}"


def _unknown(name: str) -> dict[str, Any]:
    return {"parameter": "query", "detail": f"cannot be {name!r}", "allowed": list(catalogue)}


def question(query: Query) -> str:
    """The Cypher of a question that draws its answer: the statement that the API runs, its parameters filled in."""
    return with_literals(*drawn(query))


@cache
def style() -> str:
    """GraSS: kinds by colour, names as captions, relation and status on the edges."""
    rules = [
        f"node {{ {_node('#5b6673', 'id', 50)} }}",
        "relationship { color: #7b8794; shaft-width: 1px; caption: '<type>'; }",
    ]
    rules += [f"node.{kind} {{ {_entity(kind, look)} }}" for kind, look in KIND_STYLES.items()]
    rules += [f"node.{label} {{ {_node(*look)} }}" for label, look in OTHERS.items()]
    rules += [_edge(relation, f"{rule.forward} · {{status}}", "2px") for relation, rule in RELATIONS.items()]
    rules += [_edge(name, words, "1px") for name, words in QUIET.items()]
    return "\n".join(rules) + "\n"


def _entity(kind: Kind, look: KindStyle) -> str:
    return _node(look.colour, "name", ENTITY_DIAMETER.get(kind, 65))


def _node(colour: str, caption: str, diameter: int) -> str:
    return (
        f"color: {colour}; border-color: {colour}; text-color-internal: #FFFFFF; diameter: {diameter}px; "
        f"caption: '{{{caption}}}';"
    )


def _edge(name: str, caption: str, width: str) -> str:
    return f"relationship.{name} {{ color: #4d5967; shaft-width: {width}; font-size: 8px; caption: '{caption}'; }}"


# The guide: one source, two forms


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
        for query in catalogue.values():
            yield Block(query.description(), question(example(query)))


@cache
def guide_html() -> str:
    """The guide for the Browser that Neo4j Community serves."""
    pages = "".join(
        f'<slide class="row-fluid"><div class="col-sm-12">{_slide_html(one)}</div></slide>' for one in slides()
    )
    deck = f'<carousel class="deck container-fluid">{pages}</carousel>'
    return f'<article class="guide"><title>{TITLE}</title>{deck}</article>\n'


def _slide_html(slide: Slide) -> str:
    text = "".join(f"<p>{escape(paragraph)}</p>" for paragraph in slide.text)
    blocks = "".join(
        f"<p><strong>{escape(block.title)}</strong></p>"
        f'<pre class="pre-scrollable code runnable">{escape(block.cypher)}</pre>'
        for block in slide.blocks
    )
    return f"<h3>{escape(slide.title)}</h3>{text}{blocks}"


@cache
def guide_adoc() -> str:
    """The guide for newer Browsers, which read AsciiDoc."""
    return f"= {TITLE}\n\n" + "\n".join(_slide_adoc(one) for one in slides())


def _slide_adoc(slide: Slide) -> str:
    text = "".join(f"+++{escape(paragraph)}+++\n\n" for paragraph in slide.text)
    blocks = "".join(
        f"*+++{escape(block.title)}+++*\n\n[source,cypher]\n----\n{block.cypher}\n----\n\n" for block in slide.blocks
    )
    return f"== {slide.title}\n\n{text}{blocks}"


@cache
def favourites() -> bytes:
    """A zip of the questions, one `.cypher` file each, to drop on Browser's favourites; always the same bytes."""
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
        for query in catalogue.values():
            title = query.name.replace("_", " ").capitalize()
            archive.writestr(
                zipfile.ZipInfo(f"{TITLE}/{title}.cypher"),
                f"// {title}: {query.description()}\n{question(example(query))}\n",
            )
    return made.getvalue()


_FILES = (
    ("style.grass", "text/plain; charset=utf-8", style),
    ("guide.html", "text/html; charset=utf-8", guide_html),
    ("guide.adoc", "text/plain; charset=utf-8", guide_adoc),
    ("favourites.zip", "application/zip", favourites),
)
