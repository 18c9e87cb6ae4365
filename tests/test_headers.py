"""What every response says to browsers, and which address the service says that it has."""

import re
from collections.abc import Iterator

import httpx
import pytest
from playwright.sync_api import Browser

from tests.chromium import opened, violations
from tests.support import Server, free_port, serving, until_ready

PATHS = [
    "/", "/docs", "/openapi.json", "/browser/guide.html", "/browser/style.grass", "/health", "/ready",
    "/ties?limit=1", "/ties.html?limit=1", "/ties.svg?limit=1", "/embed?url=/ties", "/oembed?url=/ties", "/embed.js",
    "/problems/not-found", "/nothing", "/ties?limit=0", "/snapshots/0", "/static-offline-docs/swagger-ui.css",
]  # fmt: skip


@pytest.mark.parametrize("path", PATHS)
def test_every_response_has_a_policy_and_a_type_that_holds(client: httpx.Client, path: str) -> None:
    headers = client.get(path).headers

    assert headers["x-content-type-options"] == "nosniff"
    assert headers["content-security-policy"].startswith("default-src 'none'")
    assert "unsafe-inline" not in headers["content-security-policy"].split("script-src")[-1].split(";")[0]
    assert "server" not in headers
    assert len(headers.get_list("content-security-policy")) == 1


def test_the_page_s_own_notes_are_not_served(client: httpx.Client) -> None:
    assert client.get("/assets/.state").status_code == 404


@pytest.mark.browser
@pytest.mark.parametrize("path", ["/docs", "/redoc"])
def test_the_docs_work_under_their_policy(client: httpx.Client, browser: Browser, path: str) -> None:
    page, errors = opened(browser, f"{client.base_url}".rstrip("/") + path)
    page.get_by_text("Who works with whom").first.wait_for()
    assert page.url.endswith("/docs")
    page.locator(".opblock-summary-control").first.click()
    page.get_by_role("button", name="Try it out").click()
    page.get_by_role("textbox", name="technology", exact=True).fill("space")
    assert errors == []


@pytest.mark.browser
def test_axe_finds_nothing_in_the_docs(client: httpx.Client, browser: Browser) -> None:
    page, errors = opened(browser, f"{client.base_url}".rstrip("/") + "/docs", bypass_csp=True)
    page.get_by_text("Who works with whom").first.wait_for()
    assert violations(page) == []
    page.locator(".opblock-summary-control").first.click()
    page.get_by_role("button", name="Try it out").click()
    page.get_by_role("button", name="Execute").wait_for()
    assert violations(page) == [] and errors == []


@pytest.fixture(scope="module")
def public(seeded: Server) -> Iterator[httpx.Client]:
    """A service that readers find elsewhere, under a path of its own."""
    environment = {**seeded.environment, "ENTENTE_PUBLIC_URL": "https://data.example/entente"}
    with serving(environment, port=free_port()) as client:
        yield until_ready(client)


EVIL = {"Host": "evil.example", "X-Forwarded-Proto": "gopher", "X-Forwarded-Host": "evil.example"}


@pytest.mark.starts
@pytest.mark.parametrize("prefix", ["", "/entente"], ids=["path taken away", "path passed on"])
def test_the_public_address_rules_whatever_a_request_says(public: httpx.Client, prefix: str) -> None:
    base = "https://data.example/entente"
    slash = public.get(f"{prefix}/ties/", headers=EVIL, follow_redirects=False)
    guide = public.get(f"{prefix}/browser", headers=EVIL, follow_redirects=False)
    oembed = public.get(f"{prefix}/oembed?url={base}/ties?limit=1", headers=EVIL).raise_for_status().json()

    assert slash.headers["location"].startswith(f"{base}/ties")
    assert f"{base}/browser/guide.html".replace(":", "%3A").replace("/", "%2F") in guide.headers["location"]
    assert oembed["provider_url"] == base and oembed["thumbnail_url"].startswith(f"{base}/ties.png")
    for suffix in ("svg", "html", "md", "tex", "jsonld"):
        text = public.get(f"{prefix}/partners.{suffix}?technology=quantum-clocks", headers=EVIL).text
        assert f"{base}/partners" in text and "evil.example" not in text and "gopher" not in text
    for path, accepted in (
        ("/entities/nasa", "text/html"),
        ("/entities/nasa.html", "*/*"),
        ("/entities/nasa.svg", "*/*"),
    ):
        text = public.get(f"{prefix}{path}", headers={**EVIL, "Accept": accepted}).text
        links = re.findall(r'(?:href|action)="(https://data\.example/[^"]*)"', text)
        assert links and all(link.startswith(f"{base}/") for link in links), "none is beside the service's own path"


@pytest.mark.starts
def test_no_proxy_is_believed_unless_it_is_named(seeded: Server, client: httpx.Client) -> None:
    proto = {"X-Forwarded-Proto": "https"}
    path = "/partners.md?technology=quantum-clocks"
    assert "https://127.0.0.1" not in client.get(path, headers=proto).text

    with serving({**seeded.environment, "ENTENTE_TRUSTED_PROXIES": "127.0.0.1"}) as trusting:
        assert "https://127.0.0.1" in until_ready(trusting).get(path, headers=proto).text
