"""What other sites need to show an answer: the page with snippets, oEmbed, and the script for automatic height."""

import re
from collections.abc import Mapping
from html import escape
from string import Template
from typing import Annotated, Any, Literal
from urllib.parse import urlencode, urlsplit

from fastapi import APIRouter, Request, Response
from fastapi.responses import HTMLResponse
from pydantic import BaseModel, ConfigDict, Field

from app.answers.service import Service
from app.answers.snapshots import Snapshots
from app.answers.view import viewed
from app.domain.answer import Subgraph
from app.errors import OtherDataset
from app.formats import WORDED, named
from app.formats.html import source
from app.http import openapi
from app.http.addresses import service_address
from app.http.query_string import located, request_values, values, viewed_at
from app.http.responses import LIVE
from app.queries.view import Viewed
from app.report import Report
from app.report.csp import allowed
from app.report.findings import description
from app.report.options import Options
from app.report.wording import Language
from app.validation import checked


class PageRequest(BaseModel):
    """What the page with snippets shows first."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    url: Annotated[str, Field(max_length=2000)] = "/partners?technology=quantum"


WIDEST = 1_000_000
"""No screen has as many CSS pixels; a site may name any number to say that it sets no bound."""


class EmbedRequest(BaseModel):
    """What a site asks an oEmbed provider."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    url: Annotated[
        str, Field(max_length=2000, description="Address of an answer.", examples=["/partners?technology=quantum"])
    ]
    maxwidth: (
        Annotated[int, Field(ge=100, le=WIDEST, description="Most width, in CSS pixels.", examples=[800])] | None
    ) = None
    maxheight: (
        Annotated[int, Field(ge=100, le=WIDEST, description="Most height, in CSS pixels.", examples=[600])] | None
    ) = None
    format: Annotated[Literal["json"], Field(description="Only JSON.", examples=["json"])] = "json"


WIDTH, HEIGHT = 960, 640
"""The size of an embed when the site that asks sets no bounds, in CSS pixels."""


def router(service: Service, kept: Snapshots) -> APIRouter:
    """The page with snippets, the script, and oEmbed."""
    routes = APIRouter()

    @routes.get("/embed", include_in_schema=False)
    async def page(request: Request) -> Response:
        """A page with a live preview of an embed and snippets to copy."""
        asked = checked(PageRequest, request_values(request), "embed")
        headers = {"Content-Security-Policy": dialog_policy(), "X-Content-Type-Options": "nosniff"}
        return HTMLResponse(dialog(service_address(request), asked.url), headers=headers)

    @routes.get("/embed.js", include_in_schema=False)
    async def script() -> Response:
        """The script that gives embeds on a page the height that they tell."""
        return Response(source("resize.js"), headers={"Cache-Control": LIVE}, media_type="text/javascript")

    async def _of_question(asked: Viewed) -> tuple[Subgraph, str]:
        """The answer with its address; a snapshot where the graph holds another dataset than is asked for."""
        try:
            posed, extent = named("html").pose(asked)
            return await viewed(service, posed, extent), asked.address
        except OtherDataset:
            if id := await kept.id_of(asked):
                return (await kept.find(id)).answer, f"/snapshots/{id}"
            raise

    @routes.get(
        "/oembed", tags=["embeds"], response_model=openapi.Embed, responses=openapi.PROBLEMS,
        openapi_extra={"parameters": openapi.parameters("/oembed", EmbedRequest)},
    )  # fmt: skip
    async def of_address(request: Request) -> Mapping[str, Any]:
        """An answer as oEmbed 1.0, so that a pasted link unfolds."""
        asked, base = checked(EmbedRequest, request_values(request), "oembed"), service_address(request)
        words = values(pair for pair in located(asked.url, base).options if pair[0] in WORDED)
        if id := snapshot_of(asked.url, base):
            answer, address = (await kept.find(id)).answer, f"/snapshots/{id}"
        else:
            answer, address = await _of_question(viewed_at(asked.url, base))
        return oembed(Report(answer, Options.read(words), base + address), words, base, asked)

    return routes


def dialog(base: str, url: str) -> str:
    """The page that previews an embed and gives the snippets for it."""
    languages = "".join(f'<option value="{language}">{language}</option>' for language in Language)
    return Template(source("dialog.html")).substitute(
        base=escape(base), url=escape(url), languages=languages, style=source("dialog.css"),
        resize=source("resize.js"), script=source("dialog.js"),
    )  # fmt: skip


def dialog_policy() -> str:
    """What the dialog may do: run its own scripts and style, ask and frame its own host."""
    return "; ".join(
        [
            "default-src 'none'",
            allowed("script-src", source("resize.js"), source("dialog.js")),
            allowed("style-src", source("dialog.css")),
            "frame-src 'self'; connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'self'",
        ]
    )


def snapshot_of(url: str, base: str) -> str | None:
    """The id of the snapshot that an address of this service names, None for any other."""
    found = re.fullmatch(r"/snapshots/([0-9a-f]+)", located(url, base).path)
    return found[1] if found else None


def oembed(report: Report, words: Mapping[str, str], base: str, asked: EmbedRequest) -> dict[str, Any]:
    """An answer as oEmbed 1.0 of type `rich`, within the bounds that the asking site sets, in CSS pixels; `words` are
    the options of its title and language."""
    parts = urlsplit(report.address)
    query = "&".join(part for part in (parts.query, urlencode(words)) if part)
    page, image = (parts._replace(path=f"{parts.path}.{suffix}", query=query).geturl() for suffix in ("html", "png"))
    width, height = min(asked.maxwidth or WIDTH, WIDTH), min(asked.maxheight or HEIGHT, HEIGHT)
    frame = (
        f'<iframe src="{escape(page)}" title="{escape(report.title)}" width="{width}" height="{height}" '
        'sandbox="allow-scripts allow-popups" loading="lazy" style="border:0;max-width:100%"></iframe>'
    )
    return {
        "version": "1.0", "type": "rich", "title": report.title, "html": frame, "width": width, "height": height,
        "provider_name": "Entente", "provider_url": base, "cache_age": 3600, "thumbnail_url": image,
        "thumbnail_width": width, "thumbnail_height": height,
        "entente_dataset": report.dataset, "entente_summary": description(report),
    }  # fmt: skip
