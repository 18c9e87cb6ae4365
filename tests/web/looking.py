"""What a test sees of the picture: Cytoscape.js' own model of it, by way of its element."""

import time
from collections.abc import Sequence
from typing import Any

from playwright.sync_api import Page

PATIENCE = 15.0
_STILL = "!core.animated() && !core.nodes().some(node => node.animated())"
_CORE = "document.querySelector('#canvas')?._cyreg?.cy"


def nodes(page: Page) -> set[str]:
    """Ids of the boxes."""
    return set(page.evaluate(f"() => ({_CORE}?.nodes() ?? []).map(node => node.id())"))


def edges(page: Page) -> set[str]:
    """Ids of the lines."""
    return set(page.evaluate(f"() => ({_CORE}?.edges() ?? []).map(edge => edge.id())"))


def places(page: Page) -> dict[str, tuple[int, int]]:
    """Where each box is, in the picture's own measure."""
    found: dict[str, Any] = page.evaluate(
        f"() => Object.fromEntries({_CORE}.nodes().map(node => [node.id(), [node.position('x'), node.position('y')]]))"
    )
    return {id: (round(x), round(y)) for id, (x, y) in found.items()}


def on_screen(page: Page, id: str) -> tuple[float, float]:
    """Where to click for a box, or for the middle of a line."""
    x, y = page.evaluate(
        f"""id => {{
          const core = {_CORE}, one = core.getElementById(id), box = core.container().getBoundingClientRect();
          const at = one.isNode() ? one.renderedPosition() : one.renderedMidpoint();
          return [box.x + at.x, box.y + at.y];
        }}""",
        id,
    )
    return x, y


def overlaps(page: Page) -> int:
    """How many pairs of boxes lie over each other."""
    return page.evaluate(
        f"""() => {{
          const boxes = {_CORE}.nodes().map(node => node.boundingBox({{includeLabels: false, includeOverlays: false}}));
          return boxes.flatMap((a, at) => boxes.slice(at + 1).filter(
            b => a.x1 < b.x2 && b.x1 < a.x2 && a.y1 < b.y2 && b.y1 < a.y2)).length;
        }}"""
    )


def zoom(page: Page) -> float:
    """How much larger the picture is drawn than in its own measure, in which letters are 13 pixels high."""
    return page.evaluate(f"() => {_CORE}.zoom()")


def in_sight(page: Page, *ids: str) -> bool:
    """Whether the whole of these boxes is within the picture's frame, or of all boxes."""
    return page.evaluate(
        f"""ids => {{
          const core = {_CORE}, seen = core.extent();
          return core.nodes().filter(node => !ids.length || ids.includes(node.id())).every(node => {{
            const box = node.boundingBox({{includeLabels: false, includeOverlays: false}});
            return box.x1 >= seen.x1 && box.x2 <= seen.x2 && box.y1 >= seen.y1 && box.y2 <= seen.y2;
          }});
        }}""",
        list(ids),
    )


def faded(page: Page) -> dict[str, float]:
    """The boxes and lines that are not drawn in full strength, with how strong they are."""
    return page.evaluate(
        f"""() => Object.fromEntries({_CORE}.elements().map(one => [one.id(), one.numericStyle('opacity')])
          .filter(([, strength]) => strength < 1))"""
    )


def await_nodes(page: Page, *ids: str) -> None:
    """Waits until the picture has these boxes and stands still."""
    _until(page, f"core => ids => ids.every(id => core.hasElementWithId(id)) && {_STILL}", ids)


def await_still(page: Page) -> None:
    """Waits until nothing in the picture moves."""
    _until(page, f"core => () => {_STILL}", ())


def await_gone(page: Page, *ids: str) -> None:
    """Waits until the picture has some boxes, and none of these."""
    _until(page, "core => ids => core.nodes().length > 0 && !ids.some(id => core.hasElementWithId(id))", ids)


def _until(page: Page, holds: str, ids: Sequence[str]) -> None:
    # Playwright's own waiting evaluates text in the page, which the page's policy forbids.
    end = time.monotonic() + PATIENCE
    while not page.evaluate(
        f"ids => {{ const core = {_CORE}; return core ? ({holds})(core)(ids) : false }}", list(ids)
    ):
        assert time.monotonic() < end, f"{ids} did not come, or go: {sorted(nodes(page))}"
        page.wait_for_timeout(50)
