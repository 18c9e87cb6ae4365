"""Snapshots over HTTP: answers frozen for good, in every format, and what newer data say instead."""

from typing import Annotated

from fastapi import APIRouter, Request, Response
from fastapi.responses import JSONResponse
from pydantic import BaseModel, ConfigDict, Field, ValidationError

from app.answers import snapshots
from app.answers.service import Service
from app.domain.answer import Answer
from app.errors import Forbidden, InvalidParameter
from app.formats import Format, named
from app.http import openapi
from app.http.addresses import service_address
from app.http.cross_origin import ensure_own_page
from app.http.fair_share import MADE, Shares, client_host
from app.http.limits import LONGEST_ADDRESS, bounded_body
from app.http.negotiation import preferred
from app.http.query_string import request_values, split, viewed_at
from app.http.responses import Asked, Delivery
from app.report.options import Options
from app.validation import checked

LARGEST_REQUEST = 2 * LONGEST_ADDRESS
"""Bytes of what asks for a snapshot."""


class Wanted(BaseModel):
    """What a reader wants to be frozen."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    address: Annotated[
        str,
        Field(
            max_length=LONGEST_ADDRESS,
            description="Address of an answer on this service.",
            examples=["/partners?technology=quantum&hide=isro"],
        ),
    ]


class Made(BaseModel):
    """A snapshot that was asked for."""

    id: str = Field(description="Its id.", examples=["46517af8f52ea498cddc"])
    address: str = Field(
        description="Where it is, for good.", examples=["https://example.org/snapshots/46517af8f52ea498cddc"]
    )
    created: str = Field(description="When it was made (ISO 8601).", examples=["2026-11-22T10:00:00+00:00"])


class Allowance(BaseModel):
    """What readers may do about snapshots."""

    left: int = Field(description="How many more they may make here; 0 where they may make none.", examples=[20])


def router(
    service: Service, kept: snapshots.Snapshots, delivery: Delivery, by_readers: int, shares: Shares | None
) -> APIRouter:
    """A snapshot by its id, what has changed since, and making one, of which readers may make so many together; what a
    view adds to it is taken from the client's share, if there are `shares`."""
    routes = APIRouter()
    extra = {"parameters": openapi.parameters("/snapshots/{id}", snapshots.SnapshotRequest)}

    async def send(request: Request, format: Format) -> Response:
        for_snapshot, for_format = split(request_values(request), format)
        id = checked(snapshots.SnapshotRequest, for_snapshot, "a snapshot", format.options).id
        options = Options.read(for_format)
        snapshot = await kept.find(id)
        return await delivery.send(
            request, snapshot.answer, Asked(f"/snapshots/{id}", format, options), frozen=True
        )  # fmt: skip

    @routes.get("/snapshots", tags=["snapshots"], response_model=Allowance, responses=openapi.PROBLEMS)
    async def allowance() -> Allowance:
        """How many snapshots readers may still make."""
        return Allowance(left=await kept.left_for_readers(by_readers))

    @routes.post(
        "/snapshots", tags=["snapshots"], status_code=201, response_model=Made,
        responses={200: {"model": Made, "description": "It was there already."}, **openapi.PROBLEMS},
        openapi_extra={"requestBody": {"required": True, "content": {
            "application/json": {"schema": Wanted.model_json_schema()}
        }}},
    )  # fmt: skip
    async def make(request: Request) -> Response:
        """Freezes the answer that an address leads to, where those who run the service let readers do so."""
        base = service_address(request)
        if not by_readers:
            raise Forbidden("readers make no snapshots here; `entente snapshot` makes them")
        ensure_own_page(request)
        asked = viewed_at((await _wanted(request)).address, base)
        if shares:
            shares.take(client_host(request.scope), MADE * len(asked.view.add))
        snapshot, new = await kept.keep_for_reader(await snapshots.to_freeze(service, asked), by_readers)
        made = Made(id=snapshot.id, address=f"{base}/snapshots/{snapshot.id}", created=snapshot.created)
        return JSONResponse(made.model_dump(), 201 if new else 200, {"Location": made.address})

    @routes.get(
        "/snapshots/{id}/changes", tags=["snapshots"], response_model=snapshots.Changes,
        responses=openapi.PROBLEMS, openapi_extra=extra,
    )  # fmt: skip
    async def changes(request: Request) -> snapshots.Changes:
        """Whether newer data answer the question of a snapshot differently, and in what."""
        id = checked(snapshots.SnapshotRequest, request_values(request), "a snapshot").id
        return await snapshots.changes(service, await kept.find(id))

    @routes.get("/snapshots/{id}.{suffix}", include_in_schema=False)
    async def by_suffix(request: Request) -> Response:
        return await send(request, named(request.path_params["suffix"]))

    @routes.get(
        "/snapshots/{id}", tags=["snapshots"], response_model=Answer, responses=openapi.PROBLEMS, openapi_extra=extra
    )
    async def by_accept(request: Request) -> Response:
        """A frozen answer, in every format; it never changes. `entente snapshot` makes them."""
        # As HTML it is the embed: for good, and so without a head of our site, which changes.
        return await send(request, named(preferred(request.headers.get("accept", "*/*")).suffix))

    return routes


async def _wanted(request: Request) -> Wanted:
    """What is asked for. Raises ContentTooLarge before more than that is read, and InvalidParameter."""
    body = await bounded_body(request, LARGEST_REQUEST)
    try:
        return Wanted.model_validate_json(body)
    except ValidationError:
        detail = f'is {{"address": "…"}}, with an address of at most {LONGEST_ADDRESS:,} characters'
        raise InvalidParameter(f"the body {detail}", errors=[{"parameter": "body", "detail": detail}]) from None
