"""Embeds: what a pasted link, a framed page and a reader with a keyboard meet, in a real Chromium."""

import gzip
import re
import threading
from collections.abc import Generator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, HTTPServer

import httpx
import pytest
from playwright.sync_api import Browser

from tests.chromium import opened, violations

pytestmark = pytest.mark.browser


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [360, 1400])
@pytest.mark.parametrize(
    "question",
    [
        "/partners.html?technology=quantum",
        "/ties.html?disputed=only",
        "/entities.html",
        "/timeline.html?technology=quantum",
    ],
)
def test_an_embed_is_accessible_and_asks_no_other_host(
    client: httpx.Client, browser: Browser, question: str, width: int, scheme: str
) -> None:
    page, errors = opened(browser, f"{client.base_url}{question}", width, color_scheme=scheme)

    assert violations(page) == []
    assert errors == []
    assert page.evaluate("document.documentElement.scrollWidth") <= width, "only the figure scrolls sideways"


@pytest.mark.parametrize("question", ["/partners.html?technology=quantum", "/timeline.html?technology=quantum"])
def test_the_evidence_of_a_tie_is_a_key_away(client: httpx.Client, browser: Browser, question: str) -> None:
    page, _ = opened(browser, f"{client.base_url}{question}")
    tie = page.locator(".tie").first
    tie.focus()
    page.keyboard.press("Enter")

    id = (tie.get_attribute("data-ties") or "").split()[0]
    assert page.locator(f".panel [data-tie='{id}'] li").count() > 0
    page.keyboard.press("Escape")
    assert page.locator(".panel").inner_html() == ""
    assert page.evaluate("document.activeElement.dataset.ties").split()[0] == id, "the focus goes back"


def test_what_stands_along_time_is_chosen_wherever_it_is_pointed_at(client: httpx.Client, browser: Browser) -> None:
    page, _ = opened(browser, f"{client.base_url}/timeline.html?technology=quantum")
    lanes = page.locator(".tie").locator("visible=true")

    for place in (0, 1, lanes.count() // 2, lanes.count() - 1):
        lanes.nth(place).click()
        assert page.locator(".panel h2").text_content() == lanes.nth(place).get_attribute("aria-label")
        page.keyboard.press("Escape")


def test_a_status_can_be_filtered_out(client: httpx.Client, browser: Browser) -> None:
    page, _ = opened(browser, f"{client.base_url}/partners.html?technology=quantum")
    planned = page.locator(".d .tie.s-planned")
    assert planned.first.is_visible()
    page.locator("[data-status=planned]").click()

    assert not any(line.is_visible() for line in planned.all())
    assert page.locator(".d .tie.s-active").first.is_visible()


CUT = """() => {
  const stage = document.querySelector(".stage").getBoundingClientRect();
  const texts = [...document.querySelectorAll(".stage text")].filter((text) => text.getClientRects().length);
  const places = texts.map((text) => [text.textContent, text.getBoundingClientRect()]);
  const cut = places.filter(([_, place]) => place.left < stage.left || place.right > stage.right);
  return [texts.length, cut.map(([text]) => text)];
}"""
"""How many texts the figure shows, and those that its frame cuts."""

SMALLEST = """() => {
  const svg = [...document.querySelectorAll(".stage svg")].find((svg) => svg.getClientRects().length);
  const scale = svg.getBoundingClientRect().width / svg.viewBox.baseVal.width;
  const texts = [...svg.querySelectorAll("text")];
  return scale * Math.min(...texts.map((text) => parseFloat(getComputedStyle(text).fontSize)));
}"""
"""The size of the smallest letters of the figure on the screen, in pixels."""


@pytest.mark.parametrize("width", [360, 720, 900, 1400])
@pytest.mark.parametrize(
    "question",
    [
        "/partners.html?technology=quantum",
        "/entities/nasa/neighbours.html",
        "/ties.html",
        "/timeline.html?lang=hi",
        "/changes.html?since=2025-06",
        "/ties.html?figure=years",
    ],
)
def test_an_embed_fits_its_frame(client: httpx.Client, browser: Browser, question: str, width: int) -> None:
    page, _ = opened(browser, f"{client.base_url}{question}", width)

    texts, cut = page.evaluate(CUT)
    assert texts > 10 and cut == []
    assert page.evaluate(SMALLEST) >= 9
    page.locator("[data-zoom=in]").click(click_count=3)
    assert page.evaluate(CUT)[1], "zoomed in"
    page.locator("[data-zoom=fit]").click()
    assert page.evaluate(CUT)[1] == [], "fits again"


def test_a_frame_that_changes_its_width_shows_a_figure_that_fits(client: httpx.Client, browser: Browser) -> None:
    page, _ = opened(browser, f"{client.base_url}/partners.html?technology=quantum", 1400)
    for width in (360, 720, 1400):
        page.set_viewport_size({"width": width, "height": 900})
        assert page.evaluate(CUT)[1] == []
        tie = page.locator(".tie").locator("visible=true").first
        tie.focus()
        page.keyboard.press("Enter")
        assert page.locator(".panel li").count() > 0
        page.keyboard.press("Escape")


@contextmanager
def site(text: str) -> Generator[str]:
    """Somebody else's site on this machine, of one page."""

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            self.send_response(200)
            self.send_header("Content-Type", "text/html")
            self.end_headers()
            self.wfile.write(text.encode())

    server = HTTPServer(("127.0.0.1", 0), Handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}/"
    server.shutdown()
    server.server_close()


def test_an_embed_tells_the_page_around_its_height(client: httpx.Client, browser: Browser) -> None:
    base = str(client.base_url).rstrip("/")
    text = (
        f'<!doctype html><iframe src="{base}/entities/nasa/neighbours.html" sandbox="allow-scripts allow-popups"'
        f' style="width:100%"></iframe><script src="{base}/embed.js"></script>'
    )
    with site(text) as address:
        page = browser.new_page()
        page.goto(address)
        page.wait_for_function("parseInt(document.querySelector('iframe').style.height) > 400", timeout=30_000)


def test_the_dialog_previews_and_gives_snippets(client: httpx.Client, browser: Browser) -> None:
    base = str(client.base_url).rstrip("/")
    page, errors = opened(browser, f"{base}/embed?url=/entities/nasa/neighbours.svg")
    page.wait_for_selector(".snippet textarea")
    snippets = {
        box.locator("h2").inner_text(): box.locator("textarea").input_value() for box in page.locator(".snippet").all()
    }

    assert violations(page) == [] and errors == []
    assert f'src="{base}/entities/nasa/neighbours.html"' in snippets["Frame"]
    assert f"{base}/embed.js" in snippets["Frame with automatic height"]
    assert f"{base}/entities/nasa/neighbours.png" in snippets["Markdown, Quarto"]
    assert "dataset sha256:" in snippets["Citation"] and "@misc" in snippets["BibTeX"]
    preview = page.frame_locator("iframe").locator("h1")
    assert preview.inner_text() == "Ties of NASA"


def test_a_pasted_link_unfolds(client: httpx.Client) -> None:
    base = str(client.base_url).rstrip("/")
    page = client.get("/partners.html?technology=quantum").text
    assert f'property="og:image" content="{base}/partners.png?technology=quantum"' in page
    assert 'property="og:description"' in page and 'type="application/json+oembed"' in page

    for url in ("/partners?technology=quantum", f"{base}/partners.svg?technology=quantum&theme=dark"):
        told = client.get("/oembed", params={"url": url, "maxwidth": 500}).json()
        assert told["type"] == "rich" and told["width"] == 500
        assert told["title"] == "Partners in quantum technology"
        assert f'src="{base}/partners.html?technology=quantum"' in told["html"]
        assert client.get(told["thumbnail_url"]).headers["content-type"] == "image/png"


def test_only_addresses_of_answers_are_embedded(client: httpx.Client) -> None:
    for url in ("https://example.org/partners?technology=quantum", "/docs", "/partners/../docs"):
        assert client.get("/oembed", params={"url": url}).status_code == 404, url
    assert client.get("/oembed", params={"url": "/partners?technology=quantun"}).status_code == 404
    assert client.get("/oembed").status_code == 422


def test_an_embed_of_forty_entities_is_light(client: httpx.Client) -> None:
    answer = client.get("/partners.html", params={"technology": "space", "limit": 22})
    entities = set(re.findall(r'data-id="([^"]+)"', answer.text))

    assert 33 <= len(entities) <= 45
    assert len(gzip.compress(answer.content)) < 45_000
