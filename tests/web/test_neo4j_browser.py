"""Neo4j Browser itself, in a real Chromium: our style and guide on connecting, a question prefilled, run, drawn."""

import httpx
import pytest
from playwright.sync_api import Browser, Page, expect

from app.domain.styles import KIND_STYLES
from app.domain.vocabulary import Kind
from tests.support import Server
from tests.web.conftest import PICTURES

pytestmark = pytest.mark.browser


def _connected(browser: Browser, client: httpx.Client, seeded: Server) -> Page:
    """Browser, once logged in, with the partners in quantum technology in its editor."""
    there = client.get("/browser", params={"query": "partners", "technology": "quantum"}).headers["location"]
    page = browser.new_page(viewport={"width": 1500, "height": 1000})
    # Browser itself asks its maker's hosts for fonts and reports; what the test needs is all on this machine.
    page.route(lambda url: "//127.0.0.1" not in url and "//localhost" not in url, lambda route: route.abort())
    page.set_default_timeout(30_000)
    page.goto(there)
    page.locator("input[type=password]").fill(seeded.password)
    page.keyboard.press("Enter")
    return page


def test_browser_opens_with_our_guide_and_style_and_draws_the_question(
    browser: Browser, client: httpx.Client, seeded: Server
) -> None:
    page = _connected(browser, client, seeded)
    try:
        guide = page.get_by_role("heading", name="Who works with whom on which technology")
        expect(guide).to_be_visible(timeout=30_000)
        expect(page.locator("article, [class*=guide]").first).to_be_visible()
        page.screenshot(path=PICTURES / "neo4j-browser-guide.png")

        expect(page.locator(".monaco-editor").first).to_contain_text("All partners in a technology")
        page.get_by_test_id("editor-Run").click()
        expect(page.get_by_text("Node labels")).to_be_visible(timeout=30_000)
        counts = client.get("/partners", params={"technology": "quantum"}).json()["meta"]["counts"]
        drawn = f"Displaying {counts['entities']} nodes, {counts['ties']} relationships."
        expect(page.get_by_text(drawn)).to_be_visible()
        expect(page.locator("svg text", has_text="AUKUS").first).to_be_visible()
        expect(page.get_by_text("PARTICIPATES_IN").first).to_be_visible()
        country = page.locator(f'svg circle[fill="{KIND_STYLES[Kind.COUNTRY].colour}"]')
        expect(country.first).to_be_visible()
        # Browser cuts a caption at the length of its edge: what makes a tie less sure comes first.
        expect(page.locator("svg text", has_text="unverified, expected · p").first).to_be_visible()
    finally:
        PICTURES.mkdir(parents=True, exist_ok=True)
        page.screenshot(path=PICTURES / "neo4j-browser-question.png")
        page.close()


def test_a_block_of_the_guide_goes_into_the_editor_and_runs(
    browser: Browser, client: httpx.Client, seeded: Server
) -> None:
    page = _connected(browser, client, seeded)
    try:
        page.locator("pre.runnable", has_text="nasa").click()
        expect(page.locator(".monaco-editor").first).to_contain_text("nasa")
        page.get_by_test_id("editor-Run").click()
        expect(page.get_by_text("Node labels")).to_be_visible(timeout=30_000)
        expect(page.locator("svg text", has_text="Aeronautics").first).to_be_visible()
    finally:
        page.screenshot(path=PICTURES / "neo4j-browser-guide-run.png")
        page.close()


def test_nobody_changes_the_graph_by_a_slip(browser: Browser, client: httpx.Client, seeded: Server) -> None:
    page = _connected(browser, client, seeded)
    try:
        expect(page.get_by_role("heading", name="Who works with whom on which technology")).to_be_visible(
            timeout=30_000
        )
        page.locator(".monaco-editor").first.click()
        page.keyboard.press("Control+A")
        page.keyboard.type("CREATE (slip:Slip) RETURN slip")
        page.get_by_test_id("editor-Run").click()
        expect(page.get_by_text("Writing in read access mode not allowed").first).to_be_visible(timeout=30_000)
        assert seeded.record("RETURN COUNT { (:Slip) } AS slips")["slips"] == 0
    finally:
        page.close()
