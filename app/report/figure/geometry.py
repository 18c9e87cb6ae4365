"""Points, rectangles and curves, in pixels; y grows downwards."""

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate, pairwise
from math import hypot
from typing import NamedTuple, Self


class Point(NamedTuple):
    """A place, or a distance."""

    x: float
    y: float

    @classmethod
    def parse(cls, text: str) -> "Point":
        """A point as Graphviz writes it, whose y grows upwards."""
        x, y = text.split(",")
        return cls(float(x), -float(y))

    def shifted(self, dx: float, dy: float) -> "Point":
        """The point that far away."""
        return Point(self.x + dx, self.y + dy)


class Spot(NamedTuple):
    """A place on a line, and where the line goes there, as a step of one pixel."""

    place: Point
    direction: Point


class Rectangle(NamedTuple):
    """A rectangle by its centre and size."""

    x: float
    y: float
    width: float
    height: float

    @classmethod
    def around(cls, places: "Sequence[Rectangle]") -> "Rectangle":
        """The smallest that has all of some inside."""
        left, top = min(place.left for place in places), min(place.top for place in places)
        right, bottom = max(place.right for place in places), max(place.bottom for place in places)
        return cls((left + right) / 2, (top + bottom) / 2, right - left, bottom - top)

    @property
    def left(self) -> float:
        """Its least x."""
        return self.x - self.width / 2

    @property
    def right(self) -> float:
        """Its greatest x."""
        return self.x + self.width / 2

    @property
    def top(self) -> float:
        """Its least y."""
        return self.y - self.height / 2

    @property
    def bottom(self) -> float:
        """Its greatest y."""
        return self.y + self.height / 2

    def moved_to(self, x: float, y: float) -> "Rectangle":
        """The same size around another centre."""
        return self._replace(x=x, y=y)

    def shifted(self, dx: float, dy: float) -> "Rectangle":
        """The same size, that far away."""
        return self._replace(x=self.x + dx, y=self.y + dy)

    def overlaps(self, other: "Rectangle", gap: float = 0) -> bool:
        """Whether the two are nearer than a gap."""
        return (
            abs(self.x - other.x) * 2 < self.width + other.width + 2 * gap
            and abs(self.y - other.y) * 2 < self.height + other.height + 2 * gap
        )

    def holds(self, point: Point) -> bool:
        """Whether a point is inside."""
        return abs(point.x - self.x) * 2 < self.width and abs(point.y - self.y) * 2 < self.height

    def contains(self, other: "Rectangle") -> bool:
        """Whether another one is inside."""
        return (
            abs(self.x - other.x) * 2 <= self.width - other.width
            and abs(self.y - other.y) * 2 <= self.height - other.height
        )


class Room(NamedTuple):
    """How much place there is for a figure."""

    width: float
    height: float


@dataclass(frozen=True)
class Curve:
    """A chain of cubic Bézier curves, as `points`: a start and three more for each; `tip` is the arrow's point."""

    points: Sequence[Point]
    tip: Point | None

    @classmethod
    def parse(cls, text: str) -> Self:
        """A curve as Graphviz writes it: `e,x,y x,y x,y …`; of several, separated by `;`, the first."""
        tip = None
        points: list[Point] = []
        for part in text.split(";")[0].split():
            if part.startswith("e,"):
                tip = Point.parse(part[2:])
            elif not part.startswith("s,"):
                points.append(Point.parse(part))
        return cls(points, tip)

    def shifted(self, dx: float, dy: float) -> "Curve":
        """The same curve, that far away."""
        return Curve([point.shifted(dx, dy) for point in self.points], self.tip and self.tip.shifted(dx, dy))

    def bowed(self, aside: float) -> "Curve":
        """The same curve between the same ends, so far to the side in between."""
        start, *between, end = self.points
        length = hypot(end.x - start.x, end.y - start.y) or 1.0
        dx, dy = aside * (start.y - end.y) / length, aside * (end.x - start.x) / length
        return Curve([start, *(point.shifted(dx, dy) for point in between), end], self.tip)

    @classmethod
    def straight(cls, start: Point, end: Point, tip: Point | None) -> Self:
        """A straight line."""
        return cls([start, start, end, end], tip)

    @property
    def bounds(self) -> Rectangle:
        """A rectangle around it."""
        xs = [point.x for point in self.points]
        ys = [point.y for point in self.points]
        left, right, top, bottom = min(xs), max(xs), min(ys), max(ys)
        return Rectangle((left + right) / 2, (top + bottom) / 2, right - left, bottom - top)

    def samples(self, each: int = 12) -> list[Point]:
        """Points along it, `each` to a Bézier curve, with its two ends."""
        pieces = range(0, len(self.points) - 1, 3)
        found = [point for at in pieces for point in _bezier(self.points[at : at + 4], each)]
        return [*found, self.tip or self.points[-1]]

    @property
    def length(self) -> float:
        """How long it is, from point to point."""
        return sum(hypot(b.x - a.x, b.y - a.y) for a, b in pairwise(self.samples()))

    def along(self, shares: Sequence[float]) -> Iterator[Spot]:
        """The places at shares of its length: 0.5 is the middle."""
        points = self.samples()
        steps = [hypot(b.x - a.x, b.y - a.y) for a, b in pairwise(points)]
        for share in shares:
            yield _at(points, steps, share * sum(steps))


def _bezier(points: Sequence[Point], each: int) -> Iterator[Point]:
    for step in range(each):
        t = step / each
        a, b, c, d = (1 - t) ** 3, 3 * t * (1 - t) ** 2, 3 * t * t * (1 - t), t**3
        p, q, r, s = points
        yield Point(a * p.x + b * q.x + c * r.x + d * s.x, a * p.y + b * q.y + c * r.y + d * s.y)


def _at(points: Sequence[Point], steps: Sequence[float], distance: float) -> Spot:
    reached = list(accumulate(steps))
    index = min(bisect_left(reached, distance), len(steps) - 1)
    a, b, step = points[index], points[index + 1], steps[index] or 1.0
    beyond = reached[index] - distance
    direction = Point((b.x - a.x) / step, (b.y - a.y) / step)
    return Spot(b.shifted(-direction.x * beyond, -direction.y * beyond), direction)
