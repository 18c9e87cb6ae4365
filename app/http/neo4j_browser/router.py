"""What Neo4j Browser fetches from this service once its server says so (`browser_settings`), and links into it."""

from collections.abc import Callable
from typing import Literal
from urllib.parse import parse_qs, quote, urlsplit

from fastapi import APIRouter, Request, Response
from fastapi.responses import RedirectResponse
from pydantic import BaseModel

from app.answers.service import Service
from app.errors import InvalidParameter
from app.http.addresses import service_address
from app.http.neo4j_browser.favourites import favourites
from app.http.neo4j_browser.guide import guide_adoc, guide_html
from app.http.neo4j_browser.style import style
from app.http.query_string import read_query, values
from app.queries import catalogue
from app.queries.base import Query
from app.queries.drawing import drawn, names_answer

AT_HOME = "http://localhost:7474/browser/"
"""Where Neo4j serves its Browser unless told otherwise."""

FILES = (
    ("style.grass", "text/plain; charset=utf-8", style),
    ("guide.html", "text/html; charset=utf-8", guide_html),
    ("guide.adoc", "text/plain; charset=utf-8", guide_adoc),
    ("favourites.zip", "application/zip", favourites),
)
"""What Browser fetches, or its users do."""


class Login(BaseModel):
    """As whom a link leads to Browser, and whose login that is: in Neo4j Community each is an administrator's."""

    user: str | None
    whose: Literal["administrator", "service", "reader"]


def router(service: Service, address: str, own_user: str) -> APIRouter:
    """Style, guide, favourites and links. `address` is where readers reach Browser, with `dbms` in its query, which may
    name a user; `own_user` is the one that the service logs in as."""
    routes = APIRouter(prefix="/browser", include_in_schema=False)

    @routes.get("")
    async def browser(request: Request) -> Response:
        """Leads to Browser: with a question's Cypher in its editor, or with our guide."""
        pairs = request.query_params.multi_items()
        asked = [(name, value) for name, value in pairs if name == "query"]
        if not asked:
            return RedirectResponse(_command(address, "play", f"{service_address(request)}/browser/guide.html"))
        rest = [(name, value) for name, value in pairs if name != "query"]
        query = await service.by_ids(read_query(_named(values(asked)["query"]), rest, {}))
        answer = await service.answer(query) if names_answer(query) else None
        return RedirectResponse(_command(address, "edit", drawn(query, answer)))

    @routes.get("/login")
    async def login() -> Login:
        """Who readers will be there, so that the page can say what they may do."""
        user = _user(address)
        if not await service.has_roles():
            return Login(user=user, whose="administrator")
        return Login(user=user, whose="service" if user in (None, own_user) else "reader")

    for path, media_type, content in FILES:
        routes.add_api_route(f"/{path}", _sender(content, media_type))
    return routes


def _sender(content: Callable[[], str | bytes], media_type: str) -> Callable[[], Response]:
    def send() -> Response:
        return Response(content(), media_type=media_type)

    return send


def _command(address: str, command: str, argument: str) -> str:
    """A link that gives Browser something to do; it fills its editor and never runs what is there by itself."""
    mark = "&" if "?" in address else "?"
    return f"{address}{mark}cmd={command}&arg={quote(argument, safe='')}"


def _user(address: str) -> str | None:
    """The user that an address of Browser names, as in `…?dbms=neo4j://reader@host:7687`."""
    return urlsplit(parse_qs(urlsplit(address).query).get("dbms", [""])[0]).username


def _named(name: str | list[str]) -> type[Query]:
    if not isinstance(name, str) or name not in catalogue:
        detail = f"cannot be {name!r}"
        raise InvalidParameter(
            f"query: {detail}", errors=[{"parameter": "query", "detail": detail, "allowed": list(catalogue)}]
        )
    return catalogue[name]
