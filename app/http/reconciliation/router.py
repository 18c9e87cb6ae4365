"""The routes of both versions; each says what was found in its own form."""

from collections.abc import Mapping, Sequence
from typing import Any
from urllib.parse import parse_qs

from fastapi import APIRouter, Request, Response
from fastapi.responses import JSONResponse, RedirectResponse

from app.answers.service import Service
from app.domain.vocabulary import Kind
from app.errors import InvalidParameter
from app.http.addresses import service_address
from app.http.fair_share import MADE, Shares, client_host
from app.http.limits import bounded_body
from app.http.reconciliation import manifest
from app.http.reconciliation.candidates import Matched, matched, search_for
from app.http.reconciliation.properties import PROPERTIES, Property, extended, proposed
from app.http.reconciliation.requests import batch, draft_batch, extension, type_names
from app.http.responses import LIVE

LARGEST_BODY = 256_000
"""Bytes of a batch that is sent in a body."""

SUGGESTED = 10
"""Most entities that are suggested as somebody types."""

DRAFT = "/reconcile/1.0"


def router(service: Service, shares: Shares | None) -> APIRouter:
    """`/reconcile` for version 0.2, and `/reconcile/1.0` for the draft. Each further query of a batch is taken from the
    client's share, if there are `shares`."""
    routes = APIRouter(include_in_schema=False)

    def charge(request: Request, queries: int) -> None:
        if shares:
            shares.take(client_host(request.scope), MADE * max(queries - 1, 0))

    async def reconcile(request: Request) -> Response:
        """The manifest, or candidates for a batch, or values of properties, as the parameters say."""
        given = await _parameters(request)
        if "queries" in given:
            wanted = batch(given["queries"])
            charge(request, len(wanted))
            found = await matched(service, list(wanted.values()))
            results = {
                key: {"result": [_candidate(one) for one in cell]} for key, cell in zip(wanted, found, strict=True)
            }
            return _json(results)
        if "extend" in given:
            asked = extension(given["extend"])
            charge(request, len(asked.ids))
            properties = _known([one.id for one in asked.properties])
            return _json({"meta": _meta(properties), "rows": await extended(service, asked.ids, properties)})
        return _json(manifest.published(service_address(request)))

    async def draft_manifest(request: Request) -> Response:
        return _json(manifest.draft(service_address(request)))

    async def match(request: Request) -> Response:
        wanted = draft_batch(await _body(request))
        charge(request, len(wanted))
        found = await matched(service, wanted)
        return _json({"results": [{"candidates": [_candidate(one, named=True) for one in cell]} for cell in found]})

    async def extend(request: Request) -> Response:
        asked = extension(await _body(request))
        charge(request, len(asked.ids))
        properties = _known([one.id for one in asked.properties])
        rows = [
            {"id": id, "properties": [{"id": name, "values": values} for name, values in row.items()]}
            for id, row in (await extended(service, asked.ids, properties)).items()
        ]
        return _json({"meta": _meta(properties), "rows": rows})

    async def propose(request: Request) -> Response:
        type = request.query_params.get("type")
        return _json({"properties": proposed()} | ({"type": type} if type else {}))

    async def suggest_entity(request: Request) -> Response:
        prefix = request.query_params.get("prefix", "").strip()
        return _json({"result": await _suggested(service, prefix)})

    async def suggest_property(request: Request) -> Response:
        return _json({"result": proposed(request.query_params.get("prefix", ""))})

    async def suggest_type(request: Request) -> Response:
        begun = request.query_params.get("prefix", "").strip().lower()
        return _json({"result": type_names([kind for kind in Kind if kind.lower().startswith(begun)])})

    async def preview(request: Request) -> Response:
        id = request.query_params.get("id", "")
        return RedirectResponse(f"{service_address(request)}/entities/{id}.html", 303)

    routes.add_api_route("/reconcile", reconcile, methods=["GET", "POST"])
    routes.add_api_route(DRAFT, draft_manifest)
    routes.add_api_route(f"{DRAFT}/match", match, methods=["POST"])
    routes.add_api_route(f"{DRAFT}/extend", extend, methods=["POST"])
    for base in ("/reconcile", DRAFT):
        routes.add_api_route(f"{base}/extend/propose", propose)
        routes.add_api_route(f"{base}/suggest/entity", suggest_entity)
        routes.add_api_route(f"{base}/suggest/property", suggest_property)
        routes.add_api_route(f"{base}/suggest/type", suggest_type)
        routes.add_api_route(f"{base}/preview", preview)
    return routes


async def _suggested(service: Service, prefix: str) -> list[dict[str, Any]]:
    search = search_for(prefix, (), SUGGESTED)
    if search is None:
        return []
    answer = await service.answer(search)
    by_id = {entity.id: entity for entity in answer.entities}
    ordered = [by_id[row.model_dump()["id"]] for row in answer.rows]
    return [
        {"id": one.id, "name": one.name, "notable": type_names([one.kind])}
        | ({"description": one.description} if one.description else {})
        for one in ordered
    ]


def _candidate(found: Matched, *, named: bool = False) -> dict[str, Any]:
    """A candidate as the protocol has it; the draft wants names of features too."""
    entity, candidate = found.entity, found.candidate
    features = [(reason.feature, reason.points, reason.text) for reason in candidate.reasons]
    if found.ahead_by is not None:
        features.append(("ahead_by", found.ahead_by, f"{found.ahead_by} points ahead of the next"))
    described = [entity.description or ""]
    described += [f"found as {candidate.name}"] if candidate.name not in (entity.name, entity.short) else []
    return {
        "id": entity.id,
        "name": entity.name,
        "description": "; ".join(part.rstrip(".") for part in described if part),
        "score": candidate.score,
        "match": found.is_match,
        "type": type_names([entity.kind]),
        "features": [{"id": id, "value": value} | ({"name": name} if named else {}) for id, value, name in features],
    }


def _known(ids: Sequence[str]) -> list[Property]:
    """The properties of some ids. Raises InvalidParameter for one that there is not."""
    if unknown := [id for id in ids if id not in PROPERTIES]:
        detail = f"there is no property {unknown[0]!r}; there are {', '.join(PROPERTIES)}"
        raise InvalidParameter(detail, errors=[{"parameter": "extend", "detail": detail, "allowed": list(PROPERTIES)}])
    return [PROPERTIES[id] for id in ids]


def _meta(properties: Sequence[Property]) -> list[dict[str, Any]]:
    return [
        {"id": one.id, "name": one.name} | ({"type": {"id": "Entity", "name": "Entity"}} if one.is_entity else {})
        for one in properties
    ]


async def _parameters(request: Request) -> Mapping[str, str]:
    """What stands in the address, and in the form of a body."""
    form = parse_qs((await _body(request)).decode(errors="replace")) if request.method == "POST" else {}
    return dict(request.query_params) | {name: values[0] for name, values in form.items()}


async def _body(request: Request) -> bytes:
    return await bounded_body(request, LARGEST_BODY, "; send fewer queries at once")


def _json(content: Mapping[str, Any]) -> JSONResponse:
    return JSONResponse(content, headers={"Cache-Control": LIVE})
