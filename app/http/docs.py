"""ReDoc as it is, but for one picture: its maker's logo, which it would ask its maker for."""

import re
from functools import cache
from pathlib import Path

import fastapi_offline
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

SCRIPT = Path(fastapi_offline.__file__).parent / "static" / "redoc.standalone.js"

_LOGO = re.compile(rb'https://cdn\.redoc\.ly/[^"]+\.svg')
_EMPTY = b"data:image/svg+xml,%3Csvg xmlns='http://www.w3.org/2000/svg'/%3E"


async def _script(request: Request) -> Response:
    return Response(_silent(), media_type="text/javascript")


@cache
def _silent() -> bytes:
    return _LOGO.sub(_EMPTY, SCRIPT.read_bytes())


ROUTE = Route(f"/static-offline-docs/{SCRIPT.name}", _script)
"""To stand before the files of the documentation."""
