"""Finds a place on its line for each label, so that it covers no box and no other label."""

from collections.abc import Iterator, Sequence

from app.report.figure.geometry import Curve, Point, Rectangle
from app.report.figure.wording import Wanted

# Shares of the line's length to try, the middle first.
_SHARES = (0.5, 0.44, 0.56, 0.38, 0.62, 0.32, 0.68, 0.26, 0.74, 0.2, 0.8, 0.14, 0.86)
_ASIDE = (0.0, -9.0, 9.0)
_GAP = 2.0

PlacedLabel = tuple[Wanted | None, Rectangle | None]


def place_labels(
    curves: Sequence[Curve],
    given: Sequence[Point | None],
    wanted: Sequence[Sequence[Wanted]],
    boxes: Sequence[Rectangle],
) -> list[PlacedLabel]:
    """For each line the fullest words that have room, and their place: the given one where it is free.

    Short lines choose first, because they have the fewest places.
    """
    taken = list(boxes)
    placed: dict[int, PlacedLabel] = {}
    sampled = [curve.samples(6) for curve in curves]
    order = sorted(
        range(len(curves)), key=lambda index: (given[index] is None, len(sampled[index]), _length(curves[index]))
    )
    for index in order:
        placed[index] = _placed(curves[index], given[index], wanted[index], taken)
        place = placed[index][1]
        if place:
            taken.append(place)
    return [placed[index] for index in range(len(curves))]


def _length(curve: Curve) -> float:
    bounds = curve.bounds
    return bounds.width + bounds.height


def _placed(curve: Curve, given: Point | None, wanted: Sequence[Wanted], taken: Sequence[Rectangle]) -> PlacedLabel:
    for words in wanted:
        for point in _candidates(curve, given):
            place = Rectangle(point.x, point.y, words.width, words.height)
            if not any(place.overlaps(other, _GAP) for other in taken):
                return words, place
    return None, None


def _candidates(curve: Curve, given: Point | None) -> Iterator[Point]:
    if given:
        yield given
    points = list(curve.along(_SHARES))
    for aside in _ASIDE:
        yield from (point.shifted(0, aside) for point in points)
