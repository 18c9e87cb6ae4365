"""Embeds and Mermaid sources as a browser shows them, hostile names included."""

import re
from pathlib import Path

import httpx
import pytest
from playwright.sync_api import Browser

from tests.chromium import opened, violations
from tests.formats.conftest import Told

pytestmark = pytest.mark.browser

MERMAID = Path(__file__).parents[2] / "web" / "node_modules" / "mermaid" / "dist" / "mermaid.min.js"
RENDER = """source => {
  mermaid.initialize({startOnLoad: false});
  return mermaid.render('g', source).then(drawn => { document.body.innerHTML = drawn.svg; return drawn.svg; });
}"""


def squeezed(text: str) -> str:
    """A text without white space and direction controls, which browsers may set otherwise."""
    return re.sub("[\\s\u0000-\u001f\u202a-\u202e\u2066-\u2069]", "", text)


def test_the_embed_shows_names_as_they_are(told: Told, browser: Browser) -> None:
    query = "&".join(f"{name}={value}" for name, value in told.parameters.items())
    page, errors = opened(browser, f"{told.client.base_url}".rstrip("/") + f"{told.path}.html?{query}")

    assert errors == []
    assert violations(page) == []
    shown = squeezed(page.locator(".stage").inner_text())
    for name in told.labels.values():
        assert squeezed(name)[:12] in shown
    assert page.locator(".stage script, .stage img, .evidence img").count() == 0


@pytest.mark.parametrize("path", ["/partners", "/entities/nasa", "/ties/nist--partners-with--npl-uk", "/funding"])
def test_numbers_lead_to_their_sources_and_back_by_the_keyboard(
    client: httpx.Client, browser: Browser, path: str
) -> None:
    base, asked = f"{client.base_url}".rstrip("/"), "?technology=quantum" if path == "/partners" else ""
    page, errors = opened(browser, f"{base}{path}.html{asked}", 360)
    links = page.locator('main a[href^="#"]')

    targets = {link.get_attribute("href") or "" for link in links.all()}
    assert len(targets) >= 2 and all(page.locator(target).count() == 1 for target in targets), "each is there once"
    number = page.locator("a[id^=cite-]:visible").last
    name = number.inner_text()
    number.focus()
    page.keyboard.press("Enter")
    assert page.evaluate("location.hash") == f"#source-{name}"
    assert page.evaluate("document.querySelector(':target').tagName") == "LI"
    back = page.locator(f"#source-{name} a[href^='#cite']")
    back.focus()
    page.keyboard.press("Enter")
    assert page.evaluate("location.hash") == f"#cite-{name}" and number.is_visible()
    assert back.get_attribute("aria-label") == f"Back to the text [{name}]"

    page.locator(".fit.narrow .tie").first.evaluate("tie => tie.focus()")
    page.keyboard.press("Enter")
    ids = page.evaluate("[...document.querySelectorAll('[id]')].map(one => one.id)")
    assert len(ids) == len(set(ids)), "also where the evidence of a tie is shown"
    assert violations(page) == [] and errors == []


def test_the_figure_alone_shows_names_as_they_are(told: Told, browser: Browser) -> None:
    query = "&".join(f"{name}={value}" for name, value in told.parameters.items())
    _, errors = opened(browser, f"{told.client.base_url}".rstrip("/") + f"{told.path}.svg?theme=auto&{query}")

    assert errors == []


@pytest.mark.skipif(not MERMAID.exists(), reason="Mermaid is not installed in web/")
def test_mermaid_renders_its_source(told: Told, browser: Browser) -> None:
    page = browser.new_page()
    dialogs: list[str] = []
    page.on("dialog", lambda dialog: dialogs.append(dialog.message))
    page.add_script_tag(path=MERMAID)
    svg = str(page.evaluate(RENDER, told.read("mmd").decode()))

    assert "Syntax error" not in svg
    assert page.locator("g.node").count() == len(told.entities)
    assert page.locator("path.flowchart-link").count() == len(told.ties)
    shown = squeezed(page.locator("body").inner_text())
    for name in told.labels.values():
        assert squeezed(name)[:12] in shown
    assert not dialogs and page.locator("body script, body img").count() == 0
