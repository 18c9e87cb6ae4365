"""A real headless Chromium on the built page; everything that it looks at is kept as a picture."""

import os
import re
import subprocess
import sys
from collections.abc import Callable, Generator, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import httpx
import pytest
from playwright.sync_api import Browser, ConsoleMessage, Page, Request, expect

from tests.support import ROOT

PICTURES = Path(os.environ.get("ENTENTE_PICTURES", ROOT / "build" / "pictures"))

OpenPage = Callable[..., Page]

# The first questions to a Neo4j that has just started wait for it to plan them.
expect.set_options(timeout=15_000)


@pytest.fixture(scope="session", autouse=True)
def built() -> None:
    """The page as the sources are now."""
    subprocess.run([sys.executable, "-m", "tools.build_web"], cwd=ROOT, check=True)


@contextmanager
def pages(browser: Browser, base: str, name: str) -> Generator[OpenPage]:
    """Opens pages at addresses of a service. In the end none has asked another host or met an error, and all are kept
    as pictures."""
    opened: list[Page] = []
    errors: list[str] = []

    def open_page(address: str = "/", width: int = 1400, height: int = 900, **options: Any) -> Page:
        context = browser.new_context(base_url=base, viewport={"width": width, "height": height}, **options)
        page = context.new_page()
        page.set_default_timeout(15_000)
        page.on("pageerror", lambda error: errors.append(str(error)))
        page.on("console", lambda message: errors.extend(_complaint(message)))
        page.on("request", lambda request: errors.extend(_elsewhere(request, base)))
        page.goto(address)
        opened.append(page)
        return page

    yield open_page
    PICTURES.mkdir(parents=True, exist_ok=True)
    for number, page in enumerate(opened, 1):
        page.screenshot(path=PICTURES / f"{name}-{number}.png")
        page.context.close()
    assert errors == []


def _complaint(message: ConsoleMessage) -> list[str]:
    # That an answer was not 200 is the browser's remark, not the page's doing.
    return [message.text] if message.type == "error" and "Failed to load resource" not in message.text else []


def _elsewhere(request: Request, base: str) -> list[str]:
    return [] if request.url.startswith((base, "data:", "blob:")) else [f"asked {request.url}"]


@pytest.fixture
def visit(browser: Browser, client: httpx.Client, request: pytest.FixtureRequest) -> Iterator[OpenPage]:
    """Opens pages of the service on the seed."""
    name = re.sub(r"\W+", "-", request.node.name)
    with pages(browser, str(client.base_url).rstrip("/"), name) as open_page:
        yield open_page
