"""What those who run the service ask: whether it lives, whether it is ready, and what its errors mean."""

from collections.abc import Mapping
from typing import Any

from fastapi import APIRouter, Response

from app.answers.service import Service
from app.errors import Unavailable
from app.http import openapi
from app.http.problems import explain


def router(service: Service) -> APIRouter:
    """Health, readiness, and the pages that the `type` of a problem leads to."""
    routes = APIRouter()

    @routes.get("/health", tags=["state"], response_model=openapi.Health)
    async def health() -> Mapping[str, Any]:
        """Whether the process lives. Asks nothing of the graph."""
        return {"status": "alive"}

    @routes.get("/ready", tags=["state"], response_model=openapi.Ready, responses=openapi.UNAVAILABLE)
    async def ready() -> Mapping[str, Any]:
        """Whether the graph answers and holds a whole dataset, and which, and has met each question once."""
        dataset = await service.dataset()
        if not service.ready:
            raise Unavailable("warming up: answers work but may be slow", dataset=dataset)
        return {"status": "ready", "dataset": dataset}

    @routes.get("/problems/{name}", include_in_schema=False)
    async def problems(name: str) -> Response:
        """What a kind of problem means."""
        return explain(name)

    return routes
