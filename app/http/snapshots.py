"""Snapshots over HTTP: answers frozen for good, in every format, and what newer data say instead."""

from fastapi import APIRouter, Request, Response

from app.answers import snapshots
from app.answers.service import Service
from app.domain.answer import Answer
from app.formats import Format, named
from app.http import openapi
from app.http.negotiation import preferred
from app.http.query_string import request_values, split
from app.http.responses import Asked, Delivery
from app.report.options import Options
from app.validation import checked


def router(service: Service, kept: snapshots.Snapshots, delivery: Delivery) -> APIRouter:
    """A snapshot by its id, and what has changed since."""
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
        return await send(request, preferred(request.headers.get("accept", "*/*")))

    return routes
