"""A real Chromium for tests that look at pages, where there is one."""

import shutil
from collections.abc import Generator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import axe_playwright_python
import pytest
from playwright.sync_api import Browser, Page, sync_playwright

AXE = Path(axe_playwright_python.__file__).parent / "axe.min.js"
SWITCHES = [
    "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
    "--disable-component-update", "--disable-sync",
]  # fmt: skip


@contextmanager
def chromium() -> Generator[Browser]:
    """The machine's Chromium, or else the one that Playwright has; skips where there is none."""
    found = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
    with sync_playwright() as playwright:
        if not found and not Path(playwright.chromium.executable_path).exists():
            pytest.skip("no Chromium: apt-get install chromium, or playwright install chromium")
        browser = playwright.chromium.launch(executable_path=found, args=SWITCHES)
        yield browser
        browser.close()


def opened(browser: Browser, url: str, width: int = 1400, **context: Any) -> tuple[Page, list[str]]:
    """A page, and what it asked for or complained about that it should not."""
    page = browser.new_context(viewport={"width": width, "height": 900}, **context).new_page()
    errors: list[str] = []
    host = "/".join(url.split("/")[:3])
    page.on("console", lambda message: errors.append(message.text) if message.type == "error" else None)
    page.on("pageerror", lambda error: errors.append(str(error)))
    page.on("request", lambda request: None if request.url.startswith(host) else errors.append(request.url))
    page.goto(url, wait_until="load")
    return page, errors


def violations(page: Page) -> list[str]:
    """What axe-core finds."""
    page.evaluate(AXE.read_text())
    found = page.evaluate("() => axe.run()")
    assert len(found["passes"]) > 20, "it has looked"
    return [f"{error['id']}: {error['nodes'][0]['html'][:200]}" for error in found["violations"]]
