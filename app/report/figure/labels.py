"""Finds a place on its line for each label, so that it covers no box, no other label, and not all of any line."""

from collections.abc import Iterator, Sequence
from math import hypot

from app.report.figure.geometry import Curve, Point, Rectangle, Spot
from app.report.figure.wording import Wanted

# Shares of the line's length to try, the middle first.
_SHARES = (0.5, 0.44, 0.56, 0.38, 0.62, 0.32, 0.68, 0.26, 0.74, 0.2, 0.8, 0.14, 0.86)
_GAP = 2.0

VISIBLE = 26.0
"""So much of each line stays free of labels, in pixels: two dashes, that its status can be seen."""
_SHORT = 0.6
"""Of a line that is not much longer, this part."""

_EACH = 3.0  # pixels between the points of a line that are looked at

PlacedLabel = tuple[Wanted | None, Rectangle | None]


MARK = 12.0
"""How large the mark of a status is on a line, with a little room around it, in pixels."""

_NEAR_MIDDLE = (0.5, 0.4, 0.6, 0.3, 0.7, 0.2, 0.8)
"""Shares of a line's length where its mark can be."""


def spot_of_mark(curve: Curve, labels: Sequence[Rectangle]) -> Spot:
    """The place of a line nearest to its middle where no label covers a part of its mark; the middle if there is
    none."""
    spots = list(curve.along(_NEAR_MIDDLE))
    covered = [_with_mark(label) for label in labels if label.overlaps(curve.bounds, MARK)]
    return next((spot for spot in spots if not any(label.holds(spot.place) for label in covered)), spots[0])


def _with_mark(label: Rectangle) -> Rectangle:
    """Where the middle of no mark can be."""
    return label._replace(width=label.width + MARK, height=label.height + MARK)


class Seen:
    """What of a line no label covers yet: its points, and if it is `marked` the places where its mark can be."""

    def __init__(self, curve: Curve, marked: bool) -> None:
        length = curve.length
        spots = curve.along([(step + 0.5) / max(1, round(length / _EACH)) for step in range(round(length / _EACH))])
        self.bounds = curve.bounds
        self.points = [spot.place for spot in spots]
        self.needed = min(VISIBLE, _SHORT * length) / _EACH
        self.spots = [spot.place for spot in curve.along(_NEAR_MIDDLE)] if marked else []

    def beside(self, label: Rectangle) -> list[Point]:
        """The points that are seen beside a label."""
        return [point for point in self.points if not label.holds(point)]

    def loses(self, label: Rectangle) -> bool:
        """Whether a label covers so much of the line that the eye loses it."""
        if not self.bounds.overlaps(label, MARK):
            return False
        return (len(self.points) - len(self.beside(label))) * _EACH > VISIBLE

    def survives(self, label: Rectangle) -> bool:
        """Whether enough of the line is seen beside a label, and its mark if it has one."""
        if not self.bounds.overlaps(label, MARK):
            return True
        return len(self.beside(label)) >= self.needed and (not self.spots or bool(self.spots_beside(label)))

    def spots_beside(self, label: Rectangle) -> list[Point]:
        """The places where its mark can be beside a label."""
        covered = _with_mark(label)
        return [spot for spot in self.spots if not covered.holds(spot)]

    def cover(self, label: Rectangle) -> None:
        """Takes away what a label covers."""
        self.points = self.beside(label)
        self.spots = self.spots_beside(label) or self.spots


def place_labels(
    curves: Sequence[Curve],
    given: Sequence[Point],
    wanted: Sequence[Sequence[Wanted]],
    boxes: Sequence[Rectangle],
    marked: Sequence[bool],
    within: Rectangle | None = None,
) -> list[PlacedLabel]:
    """For each line the fullest words that have room `within` an area, and their place: the given one where it is free.
    Those that are `marked` keep a place for the mark of their status.

    Short lines choose first, because they have the fewest places.
    """
    taken = list(boxes)
    seen = list(map(Seen, curves, marked))
    placed: dict[int, PlacedLabel] = {}
    for index in sorted(range(len(curves)), key=lambda index: curves[index].length):
        placed[index] = _placed(curves[index], given[index], wanted[index], taken, seen, within)
        if place := placed[index][1]:
            taken.append(place)
            for line in seen:
                line.cover(place)
    return [placed[index] for index in range(len(curves))]


def _placed(
    curve: Curve,
    given: Point,
    wanted: Sequence[Wanted],
    taken: Sequence[Rectangle],
    seen: Sequence[Seen],
    within: Rectangle | None,
) -> PlacedLabel:
    for words in wanted:
        second_best = None
        for point in _candidates(curve, given, words):
            place = Rectangle(point.x, point.y, words.width, words.height)
            if within and not within.contains(place):
                continue
            if any(place.overlaps(other, _GAP) for other in taken):
                continue
            if not all(line.survives(place) for line in seen):
                continue
            if not any(line.loses(place) for line in seen):
                return words, place
            second_best = second_best or place
        if second_best:  # enough of each line stays in sight
            return words, second_best
    return None, None


def _candidates(curve: Curve, given: Point, words: Wanted) -> Iterator[Point]:
    """The given place, those on the line, and those on either side of it."""
    yield given
    spots = list(curve.along(_SHARES))
    yield from (spot.place for spot in spots)
    for side in (-1, 1):
        for place, (x, y) in spots:
            away = side * (abs(y) * words.width / 2 + abs(x) * words.height / 2 + _GAP + 1) / hypot(x, y)
            yield place.shifted(-y * away, x * away)
