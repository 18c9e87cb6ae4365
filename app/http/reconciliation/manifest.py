"""What the service says of itself to clients of the Reconciliation API."""

from typing import Any

from app.domain.vocabulary import Kind
from app.http.reconciliation.requests import type_names

WIDTH, HEIGHT = 430, 300
"""Of a preview, in CSS pixels."""


def published(base: str) -> dict[str, Any]:
    """The manifest of version 0.2, of a service at an address."""
    here = f"{base}/reconcile"
    return {
        "versions": ["0.2"],
        **_of_any_version(base),
        "identifierSpace": f"{base}/entities/",
        "schemaSpace": f"{base}/#",
        "view": {"url": f"{base}/entities/{{{{id}}}}"},
        "preview": {"url": f"{here}/preview?id={{{{id}}}}", "width": WIDTH, "height": HEIGHT},
        "suggest": {
            part: {"service_url": here, "service_path": f"/suggest/{part}"} for part in ("entity", "property", "type")
        },
        "extend": {
            "propose_properties": {"service_url": here, "service_path": "/extend/propose"},
            "property_settings": [],
        },
    }


def draft(base: str) -> dict[str, Any]:
    """The manifest of the 1.0 draft."""
    return {
        "versions": ["1.0-draft"],
        **_of_any_version(base),
        "view": {"url": f"{base}/entities/{{id}}"},
        "preview": {"width": WIDTH, "height": HEIGHT},
        "suggest": {"entity": True, "property": True, "type": True},
        "extend": {"proposeProperties": True, "propertySettings": []},
        "standardizedScore": True,
    }


def _of_any_version(base: str) -> dict[str, Any]:
    return {
        "name": "Entente: who works with whom on which technology",
        "documentation": f"{base}/docs",
        "defaultTypes": type_names(list(Kind)),
    }
