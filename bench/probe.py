"""The limit that kept answers are measured against: FastAPI with a dictionary of bytes behind it."""

import os
from pathlib import Path

from fastapi import FastAPI, Request, Response

app = FastAPI()
bodies: dict[str, bytes] = {}


@app.get("/{path:path}")
async def kept(request: Request) -> Response:
    """The bytes under the request's path and query string."""
    number = request.query_params["n"]
    if number not in bodies:
        bodies[number] = Path(os.environ["BENCH_BODIES"], number).read_bytes()
    return Response(bodies[number], media_type="application/json")
