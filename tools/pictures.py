"""Takes the pictures of `docs/explore.md` from a running service (`make up`) with Chromium.

  python -m tools.pictures [ADDRESS]

With NEO4J_PASSWORD set, those of Neo4j Browser too.
"""

import os
import shutil
import sys
from pathlib import Path

from playwright.sync_api import Browser, sync_playwright

FOLDER = Path(__file__).parent.parent / "docs" / "pictures"
NISAR = "/?query=neighbours&id=nasa&add=nisar&select=isro--co-develops--nisar"

VIEWS: dict[str, tuple[str, int, bool]] = {
    "start": ("/", 1280, False),
    "evidence": (NISAR, 1280, False),
    "partners-dark": ("/?query=partners&technology=quantum", 1280, True),
    "timeline": ("/?query=partners&technology=space&status=active&show=timeline", 1280, False),
    "compare": (
        "/?query=compare&pair=india,united-states&pair=india,russia&technology=quantum&show=compare",
        1280,
        False,
    ),
    "map": ("/?query=neighbours&id=india&show=map", 1280, False),
    "matrix": ("/?query=ties", 1280, False),
    "page": ("/ties/isro--participates-in--moon-mission-2017", 1280, False),
    "phone": (NISAR, 390, False),
}
"""Address, width in pixels, and whether dark, by name."""


def main(address: str) -> None:
    """Takes all."""
    FOLDER.mkdir(parents=True, exist_ok=True)
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=shutil.which("chromium"))
        for name, (path, width, dark) in VIEWS.items():
            _take(chromium, address + path, name, width, dark)
        if password := os.environ.get("NEO4J_PASSWORD"):
            _take_browser(chromium, f"{address}/browser?query=partners&technology=quantum", password)
        chromium.close()


def _take(chromium: Browser, address: str, name: str, width: int, dark: bool) -> None:
    page = chromium.new_page(viewport={"width": width, "height": 800}, color_scheme="dark" if dark else "light")
    page.goto(address)
    page.wait_for_load_state("networkidle")
    page.wait_for_timeout(1500)  # the layout
    page.screenshot(path=FOLDER / f"{name}.png")
    page.close()


def _take_browser(chromium: Browser, address: str, password: str) -> None:
    page = chromium.new_page(viewport={"width": 1280, "height": 900})
    page.goto(address)
    page.locator("input[type=password]").fill(password)
    page.keyboard.press("Enter")
    page.locator("pre.runnable").first.wait_for()
    page.screenshot(path=FOLDER / "browser-guide.png")
    page.get_by_test_id("editor-Run").click()
    page.get_by_text("Node labels").wait_for()
    page.wait_for_timeout(4000)  # the layout
    page.screenshot(path=FOLDER / "browser-question.png")
    page.close()


if __name__ == "__main__":
    main(sys.argv[1] if len(sys.argv) > 1 else "http://127.0.0.1:8000")
