"""The Reconciliation API in the test bench of its own working group, built and opened in Chromium."""

import os
import subprocess
import threading
from collections.abc import Iterator
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import quote

import httpx
import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from tests.support import ensure_had, node_in

pytestmark = [pytest.mark.starts, pytest.mark.browser]

SOURCE = os.environ.get("RECONCILIATION_TEST_BENCH", "https://github.com/reconciliation-api/testbench")
COMMIT = "e160c195ee5cab6770fd329657120ed106d31204"

BOX = ".tab-pane.active .rbt-input-main:visible"
"""Where a name is typed for which others are proposed."""


@pytest.fixture(scope="module")
def bench(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of the test bench; skips where its source, or what it is built with, cannot be had."""
    folder = tmp_path_factory.mktemp("bench")
    git = ("timeout", "60", "git", "-c", "advice.detachedHead=false")
    ensure_had("the test bench", *git, "clone", "-q", SOURCE, folder / "source")
    ensure_had("its version", *git, "-C", folder / "source", "checkout", "-q", COMMIT)
    node, npm = node_in(folder / "node")
    quiet = ("--no-audit", "--no-fund", "--ignore-scripts", "--prefix", folder / "source")
    ensure_had("what the test bench is built with", node, npm, "install", *quiet)
    vite = folder / "source" / "node_modules" / "vite" / "bin" / "vite.js"
    subprocess.run([node, vite, "build", "--base", "./"], cwd=folder / "source", check=True, capture_output=True)
    with ThreadingHTTPServer(("127.0.0.1", 0), partial(_Quiet, directory=folder / "source" / "dist")) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}"
        server.shutdown()


class _Quiet(SimpleHTTPRequestHandler):
    def log_message(self, format: str, *args: object) -> None:
        """Says nothing of requests."""


def opened(browser: Browser, bench: str, endpoint: str, tab: str) -> Page:
    """The bench on an endpoint, which it takes as valid by its schema of the manifest, with a tab open."""
    page = browser.new_context(viewport={"width": 1200, "height": 1200}).new_page()
    page.goto(f"{bench}/#/client/{quote(endpoint, safe='')}")
    expect(page.locator(".has-success")).to_be_visible()
    page.get_by_role("tab", name=tab).click()
    return page


def choose(box: Locator, text: str, proposed: str) -> None:
    """Types into a box, and takes the first that is proposed, once that is what is expected."""
    box.click()
    box.press_sequentially(text, delay=50)
    expect(box.page.locator(".rbt-menu:visible a").filter(has_text=proposed).first).to_be_visible()
    box.press("ArrowDown")
    box.press("Enter")


def ensure_valid(page: Page) -> None:
    """Fails where the bench says that an answer breaks a schema."""
    expect(page.locator(".alert")).to_have_count(0)


def test_names_are_matched_by_the_draft(browser: Browser, bench: str, client: httpx.Client) -> None:
    page = opened(browser, bench, f"{client.base_url.join('reconcile/1.0')}", "Match")
    page.get_by_placeholder("Name").fill("Rosscosmos")
    page.get_by_role("button", name="Reconcile").click()

    expect(page.locator(".tab-pane.active")).to_contain_text("State Space Corporation Roscosmos")
    ensure_valid(page)


@pytest.mark.parametrize("path", ["reconcile", "reconcile/1.0"])
def test_names_are_proposed(browser: Browser, bench: str, client: httpx.Client, path: str) -> None:
    page = opened(browser, bench, f"{client.base_url.join(path)}", "Suggest")
    choose(page.locator(BOX).first, "isr", "Indian Space Research Organisation")

    expect(page.locator(BOX).first).to_have_value("Indian Space Research Organisation")
    ensure_valid(page)


def test_an_entity_is_shown(browser: Browser, bench: str, client: httpx.Client) -> None:
    """By version 0.2, by which the bench asks in this tab whichever version an endpoint has."""
    page = opened(browser, bench, f"{client.base_url.join('reconcile')}", "Preview")
    choose(page.locator(BOX).first, "nasa", "National Aeronautics and Space Administration")

    expect(page.frame_locator("iframe").locator("body")).to_contain_text("Civil space agency of the United States")


def test_properties_are_fetched(browser: Browser, bench: str, client: httpx.Client) -> None:
    """By version 0.2, as above."""
    page = opened(browser, bench, f"{client.base_url.join('reconcile')}", "Extend")
    choose(page.locator(BOX).first, "nasa", "National Aeronautics and Space Administration")
    choose(page.get_by_placeholder("Property id").locator("visible=true").first, "part", "Partners")
    page.locator(".tab-pane.active").get_by_role("button", name="Submit").click()

    expect(page.locator(".tab-pane.active .list-group")).to_contain_text("Indian Space Research Organisation")
    ensure_valid(page)
