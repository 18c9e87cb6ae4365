"""Outlines of boxes, curves and arrowheads as path data of SVG."""

from collections.abc import Iterable
from math import hypot

from app.domain.styles import Mark
from app.report.figure.geometry import Curve, Point, Rectangle, Spot

_ROUND = {"rectangle": 1.5, "round-rectangle": 7.0}
_CUT = {"cut-rectangle": 5.0, "octagon": 8.0}
ARROW_LENGTH, ARROW_WIDTH = 8.5, 6.5
MARK = 9.0
"""How large a mark on a line is, in pixels."""


def number(value: float) -> str:
    """A number with one decimal at most."""
    return f"{round(value, 1) + 0.0:.1f}".removesuffix(".0")


def outline(shape: str, box: Rectangle) -> str:
    """The outline of a shape's name (as Cytoscape.js has them) around a rectangle."""
    if shape in _CUT:
        return _polygon(_cut(box, min(_CUT[shape], box.height / 3)))
    if shape == "round-hexagon":
        return _polygon(_hexagon(box, min(8.0, box.height / 3)))
    if shape == "round-tag":
        return _polygon(_tag(box, min(8.0, box.height / 3)))
    if shape == "ellipse":
        return _ellipse(Point(box.x, box.y), box.width / 2, box.height / 2)
    if shape == "barrel":
        return _barrel(box, 3.0)
    return _rounded(box, min(_ROUND[shape], box.height / 4))


def pill(box: Rectangle) -> str:
    """A rectangle with round ends: a disc where it is as wide as high."""
    return _rounded(box, box.height / 2)


def stacked(top: Point, widths: Iterable[float], height: float) -> str:
    """Rectangles of a height below one another, as one area; `top` is the middle of their upper edge."""
    corners = ((top.x - width / 2, top.y + index * height, width) for index, width in enumerate(widths))
    return "".join(f"M{number(x)} {number(y)}h{number(w)}v{number(height)}h-{number(w)}z" for x, y, w in corners)


def _rounded(box: Rectangle, radius: float) -> str:
    radius = min(radius, box.height / 2, box.width / 2)
    r, across, down = number(radius), number(box.width - 2 * radius), number(box.height - 2 * radius)
    start = f"M{number(box.left + radius)} {number(box.top)}h{across}a{r} {r} 0 0 1 {r} {r}v{down}"
    return f"{start}a{r} {r} 0 0 1 -{r} {r}h-{across}a{r} {r} 0 0 1 -{r} -{r}v-{down}a{r} {r} 0 0 1 {r} -{r}z"


def _ellipse(centre: Point, across: float, down: float) -> str:
    radii, width = f"{number(across)} {number(down)}", number(2 * across)
    left = f"M{number(centre.x - across)} {number(centre.y)}"
    return f"{left}a{radii} 0 0 1 {width} 0a{radii} 0 0 1 -{width} 0z"


def _barrel(box: Rectangle, bulge: float) -> str:
    left, right, top, bottom = box.left, box.right, box.top + bulge, box.bottom - bulge
    over, under = f"{number(box.x)} {number(top - 2 * bulge)}", f"{number(box.x)} {number(bottom + 2 * bulge)}"
    return (
        f"M{number(left)} {number(top)}Q{over} {number(right)} {number(top)}V{number(bottom)}"
        f"Q{under} {number(left)} {number(bottom)}z"
    )


def _cut(box: Rectangle, cut: float) -> list[tuple[float, float]]:
    left, right, top, bottom = box.left, box.right, box.top, box.bottom
    return [
        (left + cut, top), (right - cut, top), (right, top + cut), (right, bottom - cut),
        (right - cut, bottom), (left + cut, bottom), (left, bottom - cut), (left, top + cut),
    ]  # fmt: skip


def _hexagon(box: Rectangle, inset: float) -> list[tuple[float, float]]:
    left, right, top, bottom = box.left, box.right, box.top, box.bottom
    return [(left + inset, top), (right - inset, top), (right, box.y), (right - inset, bottom), (left + inset, bottom),
            (left, box.y)]  # fmt: skip


def _tag(box: Rectangle, inset: float) -> list[tuple[float, float]]:
    return [(box.left, box.top), (box.right - inset, box.top), (box.right, box.y), (box.right - inset, box.bottom),
            (box.left, box.bottom)]  # fmt: skip


def _polygon(points: list[tuple[float, float]]) -> str:
    return "M" + "L".join(f"{number(x)} {number(y)}" for x, y in points) + "z"


def curve_path(curve: Curve) -> str:
    """A chain of Bézier curves."""
    start, *rest = curve.points
    return f"M{number(start.x)} {number(start.y)}C" + " ".join(f"{number(x)},{number(y)}" for x, y in rest)


def arrow(curve: Curve) -> str:
    """The arrowhead at a curve's tip; nothing for a curve without one."""
    if curve.tip is None:
        return ""
    tip = curve.tip
    base = next(point for point in reversed(curve.points) if hypot(tip.x - point.x, tip.y - point.y) > 1)
    length = hypot(tip.x - base.x, tip.y - base.y)
    ux, uy = (tip.x - base.x) / length, (tip.y - base.y) / length
    back = (tip.x - ux * ARROW_LENGTH, tip.y - uy * ARROW_LENGTH)
    side = (-uy * ARROW_WIDTH / 2, ux * ARROW_WIDTH / 2)
    return _polygon([tip, (back[0] + side[0], back[1] + side[1]), (back[0] - side[0], back[1] - side[1])])


def mark(kind: Mark, spot: Spot, size: float = MARK) -> str:
    """A mark on a line."""
    place, half = spot.place, size / 2
    if kind == "dot":
        return _ellipse(place, half * 0.7, half * 0.7)
    if kind == "bar":
        return _stroke(place, -spot.direction.y * half, spot.direction.x * half)
    return _stroke(place, half, half) + _stroke(place, half, -half)


def chevrons(left: float, top: float, height: float, forward: bool = True) -> str:
    """Two angles: what stands before them goes on, or where they point back, what stands after them came from there."""
    half, turn = number(height / 2), "" if forward else "-"
    starts = (left + 5 * step + (0 if forward else 5) for step in range(2))
    return "".join(
        f"M{number(start)} {number(top)}l{turn}5 {half}l{'-' if forward else ''}5 {half}" for start in starts
    )


def _stroke(middle: Point, dx: float, dy: float) -> str:
    start, end = middle.shifted(-dx, -dy), middle.shifted(dx, dy)
    return f"M{number(start.x)} {number(start.y)}L{number(end.x)} {number(end.y)}"
