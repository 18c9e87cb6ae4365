"""Plain questions over HTTP: `/ask?q=all partners in quantum` leads to the address of the question that it is."""

from typing import Any
from urllib.parse import urlencode

from fastapi import APIRouter, Request
from fastapi.responses import RedirectResponse

from app.answers.asking import understood
from app.answers.service import Service
from app.http import openapi
from app.http.addresses import service_address
from app.http.query_string import values
from app.http.responses import LIVE
from app.queries.plain import DESCRIPTION, PlainQuestion
from app.validation import checked


def router(service: Service) -> APIRouter:
    """The way from plain questions to answers, in each format."""
    routes = APIRouter()

    async def ask(request: Request) -> RedirectResponse:
        pairs = request.query_params.multi_items()
        beside = [(name, value) for name, value in pairs if name != "q"]
        asked = checked(PlainQuestion, values(pair for pair in pairs if pair[0] == "q"), "a plain question")
        path, _, query = (await understood(service, asked.q)).address.partition("?")
        suffix = request.path_params.get("suffix")
        address = "&".join(part for part in (query, urlencode(beside)) if part)
        return RedirectResponse(
            f"{service_address(request)}{path}{f'.{suffix}' if suffix else ''}{f'?{address}' if address else ''}",
            status_code=303, headers={"Cache-Control": LIVE, "Vary": "Accept"},
        )  # fmt: skip

    asked = openapi.parameters("", PlainQuestion)
    for path, name, tag, title, parameters in (
        (
            "/ask.{suffix}",
            "ask_in_format",
            "formats",
            "Ask in plain English, in a format",
            [*asked, *openapi.options()],
        ),
        ("/ask", "ask", "queries", "Ask in plain English", asked),
    ):
        routes.add_api_route(
            path, ask, operation_id=name, name=name, tags=[tag], summary=title, description=_DESCRIPTION,
            status_code=303, response_class=RedirectResponse, responses=_LEADS | openapi.problems(),
            openapi_extra={"parameters": parameters},
        )  # fmt: skip
    return routes


_LEADS: dict[int | str, dict[str, Any]] = {
    303: {"description": "It leads to the answer: the address is the question that was understood."}
}

_DESCRIPTION = f"{DESCRIPTION} It leads to the address of the question that was understood."
