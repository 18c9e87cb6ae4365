"""What an import leaves out, and why: counted, with the first places of each reason."""

from collections.abc import Iterator
from dataclasses import dataclass, field

_SHOWN = 3


@dataclass
class LeftOut:
    """Counts by reason; a foreign table has faults that nobody here can correct, so they stop nothing."""

    counts: dict[str, int] = field(default_factory=dict[str, int])
    places: dict[str, list[str]] = field(default_factory=dict[str, list[str]])

    def add(self, reason: str, place: object) -> None:
        """Counts one more."""
        self.counts[reason] = self.counts.get(reason, 0) + 1
        shown = self.places.setdefault(reason, [])
        if len(shown) < _SHOWN:
            shown.append(str(place))

    def add_many(self, reason: str, count: int) -> None:
        """Counts some more, which have no places of their own."""
        self.counts[reason] = self.counts.get(reason, 0) + count

    @property
    def told(self) -> Iterator[str]:
        """A line for each reason."""
        for reason, count in self.counts.items():
            places = ", ".join(self.places.get(reason, []))
            more = ", …" if places and count > _SHOWN else ""
            yield f"Left out, {count:,} {reason}{': ' if places else '.'}{places}{more}"
