"""The network as a reader arranged it on the page: pinned boxes stand as they do there, left of one another and above,
as far from each other as there is room; the others go around them."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import combinations, pairwise

from app.domain.styles import KIND_STYLES
from app.report import Report
from app.report.figure import graphviz
from app.report.figure.geometry import Curve, Point, Rectangle, Room
from app.report.figure.layout import (
    MOST,
    Box,
    Drawing,
    boxes_of,
    curves_of,
    highest_in,
    is_clear,
    labelled,
    measured,
    middles_of,
    source,
)
from app.report.figure.selection import Bundle, Selection
from app.report.figure.wording import Wanted

AROUND, LED = "splines=false, overlap=true", 'splines=true, overlap=true, esep="+4"'
"""How Graphviz puts boxes around those that are pinned, and leads lines between boxes that all have their places."""

BESIDE, JOINED = Point(20, 14), Point(64, 42)
"""The least room between two boxes, across and down: those that no line joins, and those with a line and its words."""

EDGE = 12.0
"""Room beside the outermost boxes, for lines that go around them. All in pixels."""

ASIDE, NEAREST = (0, 26, -26, 52, -52, 13, -13, 39, -39), 13
"""How far to the side a line may go between the same two as another one, which Graphviz lays on one another, and how
near to each other they may be."""

_CORE = 0.7
"""So much of the width and of the height of an ellipse is a rectangle within it."""

SPREAD = (1.0, 1.4, 2.0)
"""How many times as far apart boxes may stand as on the page, so that words have room between them."""

ENOUGH = 0.95
"""Of the letters that labels could have, so many are worth no more room."""

_HALVINGS = 12
"""Steps in which the largest scale that has room is looked for."""


def as_pinned(report: Report, selection: Selection, room: Room) -> Drawing | None:
    """The network with pinned boxes in their places; None where fewer than two are, so that there is no arrangement, or
    where it has no room. Raises TimedOut."""
    there = {entity.id for entity in selection.entities}
    held = {id: place for id, place in _pins(report).items() if id in there}
    if len(held) < 2 or len(there) > MOST:
        return None
    for boxes, wanted in measured(report, selection):
        arranged = _arranged(selection, boxes, held)
        for upright in (False, True):
            ways = _fitting(arranged, selection.bundles, room, upright)
            clear = [one for placed in ways if (one := _led(selection, placed, wanted, room)) and is_clear(one, room)]
            if clear:
                return next(one for one in clear if _letters(one) >= ENOUGH * max(map(_letters, clear)))
    return None


def _letters(drawing: Drawing) -> int:
    """How many letters its labels have, which say the less the less room there is."""
    return sum(len(text) for line in drawing.lines if line.label for text in line.label.lines)


def _pins(report: Report) -> Mapping[str, Point]:
    """Where a reader's view holds entities, by id: the middle of each, in pixels of the page."""
    given = (pin.rpartition("@") for pin in report.subgraph.meta.get("view", {}).get("pin", ()))
    return {id: Point(*map(float, place.split(","))) for id, _, place in given}


def _arranged(selection: Selection, boxes: Sequence[Box], held: Mapping[str, Point]) -> list[Box]:
    """Boxes at their pins, and the others around these."""
    pinned = [replace(box, place=box.place.moved_to(*held.get(box.entity.id, (0, 0)))) for box in boxes]
    nothing = [()] * len(selection.bundles)
    return boxes_of(graphviz.lay_out(source(selection, pinned, nothing, AROUND, held), "neato"), boxes)


def _led(selection: Selection, boxes: Sequence[Box], wanted: Sequence[Sequence[Wanted]], room: Room) -> Drawing | None:
    """A drawing of boxes that stay where they are, with lines that go around them; None where one cannot."""
    everyone = {box.entity.id for box in boxes}
    found = graphviz.lay_out(source(selection, boxes, wanted, LED, everyone), "neato")
    placed = boxes_of(found, boxes)
    curves = _beside_one_another(selection.bundles, curves_of(found, selection), placed)
    if curves is None:
        return None
    around = Rectangle.around([box.place for box in placed])
    within = Rectangle(around.x, around.y, room.width, room.height)
    return labelled(selection, placed, curves, middles_of(found, selection), wanted, within)


def _beside_one_another(bundles: Sequence[Bundle], curves: Sequence[Curve], boxes: Sequence[Box]) -> list[Curve] | None:
    """Curves of which those between the same two do not lie on one another; None where one would run into a box."""
    left: defaultdict[frozenset[str], list[float]] = defaultdict(lambda: list(ASIDE))
    found: list[Curve] = []
    for bundle, curve in zip(bundles, curves, strict=True):
        ends = frozenset((bundle.subject, bundle.object))
        turn = 1 if bundle.subject == min(ends) else -1
        others = [_core(box) for box in boxes if box.entity.id not in ends]
        for aside in left[ends]:
            bowed = curve.bowed(turn * aside)
            if not any(core.holds(point) for point in bowed.samples() for core in others):
                break
        else:
            return None
        found.append(bowed)
        left[ends] = [other for other in left[ends] if abs(other - aside) >= NEAREST]
    return found


def _core(box: Box) -> Rectangle:
    """A rectangle that is within a box, also within a round one."""
    place, share = box.place, _CORE if KIND_STYLES[box.entity.kind].shape == "ellipse" else 1
    return place._replace(width=place.width * share, height=place.height * share)


def _fitting(boxes: Sequence[Box], bundles: Sequence[Bundle], room: Room, upright: bool) -> Iterator[list[Box]]:
    """Boxes as far apart as they stand, or as there is room, and then further."""
    spacing = _Spacing(boxes, bundles, upright)
    widest, highest = spacing.largest(0, room.width - 2 * EDGE), spacing.largest(1, highest_in(room) - 2 * EDGE)
    if widest is not None and highest is not None:
        for spread in SPREAD:
            yield spacing.placed(min(spread, widest), min(spread * min(1.0, widest), highest))


class _Spacing:
    """Room between any two boxes, on that axis on which they are the farther apart already; if `upright`, down wherever
    one is below the other."""

    def __init__(self, boxes: Sequence[Box], bundles: Sequence[Bundle], upright: bool) -> None:
        self._boxes = boxes
        self._upright = upright
        self._joined = {frozenset((bundle.subject, bundle.object)) for bundle in bundles}
        self._behind = [defaultdict[int, list[tuple[int, float]]](list) for _ in range(2)]
        for one, other in combinations(range(len(boxes)), 2):
            axis, distance = self._apart(boxes[one], boxes[other])
            first, second = sorted((one, other), key=lambda index: (boxes[index].place[axis], index))
            self._behind[axis][second].append((first, distance))

    def placed(self, across: float, down: float) -> list[Box]:
        """The boxes with the distances between them scaled, and no two too near to each other."""
        xs, ys = self._scaled(0, across), self._scaled(1, down)
        return [replace(box, place=box.place.moved_to(x, y)) for box, x, y in zip(self._boxes, xs, ys, strict=True)]

    def largest(self, axis: int, room: float) -> float | None:
        """The largest scale on an axis for which there is room; None where there is none."""
        low, high = 0.0, max(SPREAD)
        if self._length(axis, low) > room:
            return None
        if self._length(axis, high) <= room:
            return high
        for _ in range(_HALVINGS):
            middle = (low + high) / 2
            low, high = (middle, high) if self._length(axis, middle) <= room else (low, middle)
        return low

    def _length(self, axis: int, scale: float) -> float:
        around = Rectangle.around([box.place for box in self.placed(scale, scale)])
        return (around.width, around.height)[axis]

    def _apart(self, one: Box, other: Box) -> tuple[int, float]:
        """On which axis two boxes are kept apart, and how far from middle to middle."""
        a, b = one.place, other.place
        needed = Point((a.width + b.width) / 2, (a.height + b.height) / 2)
        free = Point(abs(a.x - b.x) - needed.x, abs(a.y - b.y) - needed.y)
        axis = 1 if free.y > free.x or (self._upright and free.y >= 0) else 0
        room = JOINED if frozenset((one.entity.id, other.entity.id)) in self._joined else BESIDE
        return axis, needed[axis] + room[axis]

    def _scaled(self, axis: int, scale: float) -> list[float]:
        """Places on an axis in the same order, with their distances scaled, each so far behind others as it must be."""
        values = [box.place[axis] for box in self._boxes]
        order = sorted(range(len(values)), key=lambda index: (values[index], index))
        found = {order[0]: 0.0}
        for before, index in pairwise(order):
            least = found[before] + scale * (values[index] - values[before])
            found[index] = max([least, *(found[other] + far for other, far in self._behind[axis][index])])
        return [found[index] for index in range(len(values))]
