"""The pages about the API: Swagger UI, with what it lacks for who reads by keyboard, by ear or with weak eyes."""

import json

from starlette.requests import Request
from starlette.responses import HTMLResponse, RedirectResponse, Response
from starlette.routing import Route

_STYLE = """
  .swagger-ui .json-schema-2020-12-expand-deep-button, .swagger-ui .parameter__in { color: #444; }
  .swagger-ui .opblock .opblock-summary-method { background: #1d4f9c !important; }
  .swagger-ui .btn.execute { background: #1d4f9c; border-color: #1d4f9c; }
  .swagger-ui .btn.cancel { color: #b3261e; border-color: #b3261e; }
  .swagger-ui .info .title small, .swagger-ui .info .title small.version-stamp { background: #3d4854; }
  .swagger-ui .info a, .swagger-ui .info .url, .swagger-ui .info a:hover { color: #1d4f9c; }
  .swagger-ui .microlight span[style*="211, 99, 99"] { color: #ffb3b3 !important; }
"""
"""Colours with enough contrast, in place of those without."""

_SCRIPT = """
  const mend = () => {
    for (const field of document.querySelectorAll("tr[data-param-name] :is(input, select, textarea):not([aria-label])"))
      field.setAttribute("aria-label", field.closest("tr").dataset.paramName);
    for (const example of document.querySelectorAll("pre.microlight:not([tabindex])")) example.tabIndex = 0;
    for (const heading of document.querySelectorAll(":is(h3, h4, h5):not([aria-level])"))
      heading.setAttribute("aria-level", heading.tagName[1] - 1);
  };
  new MutationObserver(mend).observe(document.querySelector("main"), { childList: true, subtree: true });
  SwaggerUIBundle({ url: %s, dom_id: "#swagger-ui", deepLinking: false });
"""
"""Fields get names, examples that scroll can be reached, and headings leave no level out. Links within the buttons that
open an operation, which cannot be told apart, are left out."""

_PAGE = """<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Entente: API</title>
<link rel="icon" href="{root}/static-offline-docs/favicon.png">
<link rel="stylesheet" href="{root}/static-offline-docs/swagger-ui.css">
<style>{style}</style>
</head>
<body>
<main id="swagger-ui"></main>
<script src="{root}/static-offline-docs/swagger-ui-bundle.js"></script>
<script>{script}</script>
</body>
</html>
"""


async def _docs(request: Request) -> Response:
    root = request.scope.get("root_path", "")
    return HTMLResponse(_PAGE.format(root=root, style=_STYLE, script=_SCRIPT % json.dumps(f"{root}/openapi.json")))


async def _redoc(request: Request) -> Response:
    """Where a second page about the same stood."""
    return RedirectResponse(f"{request.scope.get('root_path', '')}/docs", 308)


ROUTES = [Route("/docs", _docs), Route("/redoc", _redoc)]
