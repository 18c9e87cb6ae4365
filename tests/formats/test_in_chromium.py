"""Embeds and Mermaid sources as a browser shows them, hostile names included."""

import re
from pathlib import Path

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
