"""Where everything in a figure goes: boxes and lines by Graphviz, labels where they touch nothing."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from app.domain.records import Entity
from app.report import Report, sanitized
from app.report.figure import fonts, graphviz
from app.report.figure.geometry import Curve, Point, Rectangle
from app.report.figure.labels import place_labels
from app.report.figure.selection import Bundle, Selection
from app.report.figure.wording import Wanted, wanted_labels

FONT_SIZE = 12.0
LINE_HEIGHT = 15.0
PADDING = Point(11, 7)
NARROW = 560
"""Below so many pixels, names and labels are broken into shorter lines."""

COURIER = 0.6  # the width of each of its characters in em, which Graphviz knows without a font


@dataclass(frozen=True)
class Plan:
    """An engine of Graphviz with its settings; `worded` where the engine makes room for labels.

    `merit` weighs how clear its drawings are when the letters are equally large.
    """

    engine: str
    settings: str
    worded: bool
    merit: float


PLANS = (
    Plan("dot", "rankdir=LR, nodesep=0.22, ranksep=0.45, splines=true", True, 1.0),
    Plan("dot", "rankdir=TB, nodesep=0.3, ranksep=0.4, splines=true", True, 1.0),
    Plan("dot", "rankdir=LR, nodesep=0.26, ranksep=1.6, splines=true", False, 0.75),
    Plan("neato", 'mode=KK, overlap=prism, sep="+16,12", splines=true, pack=14, start=7', False, 0.7),
    Plan("neato", 'mode=major, overlap=prism, sep="+26,18", splines=true, pack=14, start=7', False, 0.7),
)
"""The ways to lay a figure out: ranks with the labels in the reckoning, ranks without, and by force."""


@dataclass(frozen=True)
class Box:
    """An entity's place: its rectangle and the lines of its label."""

    entity: Entity
    lines: Sequence[str]
    place: Rectangle


@dataclass(frozen=True)
class Label:
    """A line's words and where they stand; `place` is None where there is no room for any."""

    lines: Sequence[str]
    place: Rectangle


_NEAR_MIDDLE = (0.5, 0.4, 0.6, 0.3, 0.7, 0.2, 0.8)


@dataclass(frozen=True)
class Line:
    """A bundle's curve and label."""

    bundle: Bundle
    curve: Curve
    label: Label | None

    def free_point(self) -> Point:
        """The point of the curve nearest to its middle that its label does not cover."""
        middle, *others = self.curve.along(_NEAR_MIDDLE)
        label = self.label
        return next((point for point in (middle, *others) if not (label and label.place.holds(point))), middle)


@dataclass(frozen=True)
class Drawing:
    """A laid-out figure; all places are in pixels from its upper left corner."""

    boxes: Sequence[Box]
    lines: Sequence[Line]
    width: float
    height: float


def draw(report: Report, selection: Selection, width: float) -> Drawing:
    """The drawing that can be read best at a width in pixels. Raises TimedOut."""
    narrow = width < NARROW
    boxes = [_box(entity, 96 if narrow else 132) for entity in selection.entities]
    if not selection.bundles:
        return _rows(boxes, width)
    wanted = [wanted_labels(report, bundle, 84 if narrow else 160) for bundle in selection.bundles]
    tried = [(plan, _laid_out(selection, boxes, wanted, plan)) for plan in PLANS]
    return max(tried, key=lambda one: one[0].merit * _legibility(one[1], width))[1]


def _legibility(drawing: Drawing, width: float) -> float:
    """How large the letters are when the drawing fits into the width and a page of it; 1 is full size.

    A line without its sources is worse than small letters.
    """
    bare = sum(line.label is None for line in drawing.lines)
    return min(1.0, width / drawing.width, 1.6 * max(width, 700) / drawing.height) * 0.9**bare


def _box(entity: Entity, widest: float) -> Box:
    lines = fonts.wrap(sanitized(entity.label), FONT_SIZE, widest, most=4)
    width = max(fonts.width(line, FONT_SIZE) for line in lines) + 2 * PADDING.x
    height = LINE_HEIGHT * len(lines) + 2 * PADDING.y - 2
    return Box(entity, lines, Rectangle(0, 0, max(width, 44), height))


def _rows(boxes: Sequence[Box], width: float) -> Drawing:
    """Boxes without lines, in rows."""
    placed: list[Box] = []
    x = y = row = widest = 0.0
    for box in boxes:
        if x and x + box.place.width > width - 40:
            x, y, row = 0, y + row + 14, 0
        placed.append(replace(box, place=box.place.moved_to(x + box.place.width / 2, y + box.place.height / 2)))
        x, row = x + box.place.width + 14, max(row, box.place.height)
        widest = max(widest, x - 14)
    return Drawing(placed, [], widest, y + row)


def _laid_out(selection: Selection, boxes: Sequence[Box], wanted: Sequence[Sequence[Wanted]], plan: Plan) -> Drawing:
    found = graphviz.lay_out(_source(selection, boxes, wanted, plan), plan.engine)
    # Graphviz gives nodes and edges in an order of its own
    nodes = {node["name"]: node for node in found["objects"]}
    placed = [_placed(box, nodes[f"n{index}"]["pos"]) for index, box in enumerate(boxes)]
    named = {edge["id"]: edge for edge in found["edges"]}
    edges = [named[f"e{index}"] for index in range(len(selection.bundles))]
    curves = [Curve.parse(edge["pos"]) for edge in edges]
    given = [Point.parse(edge["lp"]) if plan.worded else None for edge in edges]
    labels = place_labels(curves, given, wanted, [box.place for box in placed])
    lines = [
        Line(bundle, curve, Label(words.lines, place) if words and place else None)
        for bundle, curve, (words, place) in zip(selection.bundles, curves, labels, strict=True)
    ]
    return _from_corner(placed, lines)


def _placed(box: Box, position: str) -> Box:
    centre = Point.parse(position)
    return replace(box, place=box.place.moved_to(centre.x, centre.y))


def _source(selection: Selection, boxes: Sequence[Box], wanted: Sequence[Sequence[Wanted]], plan: Plan) -> str:
    """DOT with sizes only: no text of the data is in it. Sizes of boxes are in inches."""
    places = {box.entity.id: f"n{index}" for index, box in enumerate(boxes)}
    lines = [f"digraph {{ graph [{plan.settings}, outputorder=edgesfirst]; node [shape=box, fixedsize=true];"]
    for box in boxes:
        size = f"width={box.place.width / 72:.4f}, height={box.place.height / 72:.4f}"
        lines.append(f'{places[box.entity.id]} [label="", {size}];')
    for index, (bundle, words) in enumerate(zip(selection.bundles, wanted, strict=True)):
        label = _room(words[0]) if plan.worded else ""
        ends = f"{places[bundle.subject]} -> {places[bundle.object]}"
        lines.append(f"{ends} [id=e{index}, {label}arrowsize=0.7{', dir=none' if bundle.mutual else ''}];")
    return "\n".join([*lines, "}"])


def _room(words: Wanted) -> str:
    """A label of a font whose widths Graphviz knows, as large as the words will be."""
    size = words.height / len(words.lines) / 1.2
    mark = "x" * max(1, round((words.width + 8) / (COURIER * size)))
    text = "\\n".join([mark] * len(words.lines))
    return f'label="{text}", fontname=Courier, fontsize={size:.2f}, '


def _from_corner(boxes: Sequence[Box], lines: Sequence[Line]) -> Drawing:
    """The drawing with its upper left corner at 0, 0."""
    places = [box.place for box in boxes] + [line.label.place for line in lines if line.label]
    places += [line.curve.bounds for line in lines]
    left, top = min(place.left for place in places), min(place.top for place in places)
    right, bottom = max(place.right for place in places), max(place.bottom for place in places)
    moved = [replace(box, place=box.place.shifted(-left, -top)) for box in boxes]
    drawn = [
        replace(
            line,
            curve=line.curve.shifted(-left, -top),
            label=replace(line.label, place=line.label.place.shifted(-left, -top)) if line.label else None,
        )
        for line in lines
    ]
    return Drawing(moved, drawn, right - left, bottom - top)
