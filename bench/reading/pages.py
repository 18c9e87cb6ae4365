"""Embeds by axe, in a browser."""

from pathlib import Path

import axe_playwright_python
from playwright.sync_api import sync_playwright

from bench.reading.answers import Answers, Reading, program

AXE = Path(axe_playwright_python.__file__).parent / "axe.min.js"

FIGURES = {"funding": ("bars",), "compare": ("matrix",), "timeline": ("timeline", "years"), "ties": ("years",)}
"""Figures of an answer beside the network."""


def axe(answers: Answers, suffix: str) -> Reading:
    """Each embed in each of its figures, light and dark, at the width of an article and of a telephone."""
    reading, passes = Reading(), 0
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=program("chromium"), args=["--no-sandbox"])
        for answer in answers:
            for figure in (*FIGURES.get(answer.name, ()), None):
                for theme, width in (("light", 720), ("dark", 720), ("light", 360)):
                    options = {"theme": theme} | ({"figure": figure} if figure else {})
                    page = browser.new_page(viewport={"width": width, "height": 900})
                    page.goto(answer.url(suffix, **options))
                    page.evaluate(AXE.read_text())
                    found = page.evaluate("() => axe.run()")
                    for error in found["violations"]:
                        html = error["nodes"][0]["html"][:120]
                        reading.expect(False, f"{answer.name}, {options}, {width} px: {error['id']} {html}")
                    passes += len(found["passes"])
                    reading.files += 1
                    page.close()
        browser.close()
    reading.what = f"{passes} rules passed, light and dark, 720 and 360 px"
    return reading
