"""Where everything in a figure goes: boxes and lines by Graphviz, labels where they touch nothing."""

from collections.abc import Container, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from math import sqrt
from typing import Any

from app.domain.records import Entity
from app.domain.styles import KIND_STYLES
from app.report import Report, sanitized
from app.report.figure import fonts, graphviz
from app.report.figure.geometry import Curve, Point, Rectangle, Room, Spot
from app.report.figure.labels import place_labels, spot_of_mark
from app.report.figure.selection import Bundle, Selection
from app.report.figure.wording import Wanted, wanted_labels

FONT_SIZE = 12.0
LINE_HEIGHT = 15.0
PADDING = Point(11, 7)
MOST = 40
"""Most entities of a network; lines between more cannot be followed."""
TALLEST, SQUARE = 1.6, 700
"""A network is no higher than so many times its width, or than those of a width in pixels."""


@dataclass(frozen=True)
class Measure:
    """How wide the lines of names and of labels are at most, in pixels."""

    name: float
    label: float


MEASURES = (Measure(132, 160), Measure(96, 84))
"""Wide lines, and for where these have no room, narrow ones."""

COURIER = 0.6  # the width of each of its characters in em, which Graphviz knows without a font


PLANS = ("rankdir=LR, nodesep=0.22, ranksep=0.45, splines=true", "rankdir=TB, nodesep=0.3, ranksep=0.4, splines=true")
"""The ways to lay a figure out in ranks, from left to right or downwards, with room for the labels."""

LENGTH = "len=3, "
"""How long a line is where no words stand on it yet, in inches: as on the page, where there is room for some."""


@dataclass(frozen=True)
class Box:
    """An entity's place: its rectangle and the lines of its label."""

    entity: Entity
    lines: Sequence[str]
    place: Rectangle

    def shifted(self, dx: float, dy: float) -> "Box":
        """The same, that far away."""
        return replace(self, place=self.place.shifted(dx, dy))


@dataclass(frozen=True)
class Label:
    """Words and where they stand."""

    lines: Sequence[str]
    place: Rectangle

    def shifted(self, dx: float, dy: float) -> "Label":
        """The same, that far away."""
        return replace(self, place=self.place.shifted(dx, dy))


@dataclass(frozen=True)
class Line:
    """A bundle's curve and label, and where the mark of its status is, if that is not in the middle."""

    bundle: Bundle
    curve: Curve
    label: Label | None
    mark: Spot | None = None

    def shifted(self, dx: float, dy: float) -> "Line":
        """The same, that far away."""
        mark = self.mark and Spot(self.mark.place.shifted(dx, dy), self.mark.direction)
        label = self.label and self.label.shifted(dx, dy)
        return replace(self, curve=self.curve.shifted(dx, dy), label=label, mark=mark)

    @property
    def spot(self) -> Spot:
        """Where the mark of its status is."""
        return self.mark or next(self.curve.along([0.5]))


@dataclass(frozen=True)
class Drawing:
    """A laid-out figure; all places are in pixels from its upper left corner.

    `words` stand beside several lines at once. `listed` is whether the ties stand in lists rather than as a network.
    """

    boxes: Sequence[Box]
    lines: Sequence[Line]
    width: float
    height: float
    words: Sequence[Label] = ()
    listed: bool = False


def draw(report: Report, selection: Selection, room: Room) -> Drawing | None:
    """The clearest network that has room, with letters of full size; None where there is none. Raises TimedOut."""
    if len(selection.entities) > MOST:
        return None
    for boxes, wanted in measured(report, selection):
        for plan in PLANS:
            found = graphviz.lay_out(source(selection, boxes, wanted, plan), "dot")
            placed, curves = boxes_of(found, boxes), curves_of(found, selection)
            drawing = labelled(selection, placed, curves, middles_of(found, selection), wanted)
            if is_clear(drawing, room):
                return drawing
    return None


def measured(report: Report, selection: Selection) -> Iterator[tuple[Sequence[Box], Sequence[Sequence[Wanted]]]]:
    """The boxes around 0, 0, and the words that are wanted on the lines, for each measure."""
    for measure in MEASURES:
        boxes = [box(entity, measure.name) for entity in selection.entities]
        yield boxes, [wanted_labels(report, bundle, measure.label) for bundle in selection.bundles]


def highest_in(room: Room) -> float:
    """How high a network is at most, in pixels."""
    return min(room.height, TALLEST * max(room.width, SQUARE))


def is_clear(drawing: Drawing, room: Room) -> bool:
    """Whether a network has room, and every line its label."""
    fits = drawing.width <= room.width and drawing.height <= highest_in(room)
    return fits and all(line.label for line in drawing.lines)


def box(entity: Entity, widest: float, most: int = 4) -> Box:
    """An entity's box around 0, 0, with its name in lines of at most so many pixels, `most` of them."""
    lines = fonts.wrap(sanitized(entity.label), FONT_SIZE, widest, most=most)
    shape = KIND_STYLES[entity.kind].shape
    text = Point(max(fonts.width(line, FONT_SIZE) for line in lines), LINE_HEIGHT * len(lines))
    size = around(shape, text)
    return Box(entity, lines, Rectangle(0, 0, max(size.x, 44), size.y))


def around(shape: str, text: Point) -> Point:
    """The size of a shape around a text of a size."""
    if shape != "ellipse":
        return text.shifted(2 * PADDING.x, 2 * PADDING.y - 2)
    height = text.y * 1.3 + 8
    return Point((text.x + 6) / sqrt(1 - (0.75 * text.y / height) ** 2), height)


def rows(boxes: Sequence[Box], room: Room) -> Drawing:
    """Boxes without lines, in rows; as many as have room."""
    placed: list[Box] = []
    x = y = row = widest = 0.0
    for box in boxes:
        if x and x + box.place.width > room.width:
            x, y, row = 0, y + row + 14, 0
        if y + box.place.height > room.height:
            break
        placed.append(replace(box, place=box.place.moved_to(x + box.place.width / 2, y + box.place.height / 2)))
        x, row = x + box.place.width + 14, max(row, box.place.height)
        widest = max(widest, x - 14)
    return Drawing(placed, [], widest, y + row)


def boxes_of(found: Mapping[str, Any], boxes: Sequence[Box]) -> list[Box]:
    """Boxes where Graphviz puts them, which gives nodes and edges in an order of its own."""
    nodes = {node["name"]: Point.parse(node["pos"]) for node in found["objects"]}
    return [replace(box, place=box.place.moved_to(*nodes[f"n{index}"])) for index, box in enumerate(boxes)]


def curves_of(found: Mapping[str, Any], selection: Selection) -> list[Curve]:
    """The curves of all bundles, as Graphviz leads them."""
    return [Curve.parse(edge["pos"]) for edge in _edges(found, selection)]


def middles_of(found: Mapping[str, Any], selection: Selection) -> list[Point]:
    """Where Graphviz puts the labels of all bundles."""
    return [Point.parse(edge["lp"]) for edge in _edges(found, selection)]


def _edges(found: Mapping[str, Any], selection: Selection) -> list[Mapping[str, Any]]:
    named = {edge["id"]: edge for edge in found["edges"]}
    return [named[f"e{index}"] for index in range(len(selection.bundles))]


def labelled(
    selection: Selection, boxes: Sequence[Box], curves: Sequence[Curve], given: Sequence[Point],
    wanted: Sequence[Sequence[Wanted]], within: Rectangle | None = None,
) -> Drawing:  # fmt: skip
    """A drawing of boxes and curves, with labels at the given places or wherever they have room, `within` an area."""
    marked = [bundle.look.style.mark is not None for bundle in selection.bundles]
    labels = place_labels(curves, given, wanted, [box.place for box in boxes], marked, within)
    taken = [place for _, place in labels if place]
    lines = [
        Line(bundle, curve, Label(words.lines, place) if words and place else None, spot_of_mark(curve, taken))
        for bundle, curve, (words, place) in zip(selection.bundles, curves, labels, strict=True)
    ]
    return _from_corner(boxes, lines)


def source(
    selection: Selection, boxes: Sequence[Box], wanted: Sequence[Sequence[Wanted]], plan: str, held: Container[str] = ()
) -> str:
    """DOT with sizes only: no text of the data is in it. Sizes of boxes are in inches, and so are the places of those
    whose entities are `held`. Lines on which no words are wanted are of about one length."""
    places = {box.entity.id: f"n{index}" for index, box in enumerate(boxes)}
    lines = [f"digraph {{ graph [{plan}, outputorder=edgesfirst]; node [shape=box, fixedsize=true];"]
    for box in boxes:
        size = f"width={box.place.width / 72:.4f}, height={box.place.height / 72:.4f}"
        shape = ", shape=ellipse" if KIND_STYLES[box.entity.kind].shape == "ellipse" else ""
        at = f', pos="{box.place.x / 72:.4f},{-box.place.y / 72:.4f}!"' if box.entity.id in held else ""
        lines.append(f'{places[box.entity.id]} [label="", {size}{shape}{at}];')
    for index, (bundle, words) in enumerate(zip(selection.bundles, wanted, strict=True)):
        ends, room = f"{places[bundle.subject]} -> {places[bundle.object]}", _room(words[0]) if words else LENGTH
        lines.append(f"{ends} [id=e{index}, {room}arrowsize=0.7{', dir=none' if bundle.mutual else ''}];")
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
    return Drawing(
        [box.shifted(-left, -top) for box in boxes], [line.shifted(-left, -top) for line in lines],
        right - left, bottom - top,
    )  # fmt: skip
