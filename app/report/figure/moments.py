"""When something was, no more exactly than its source says it: EDTF dates as the days that they can mean.

Days are numbers, as `date.toordinal` gives them.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from app.domain.dates import span

_NAMED = re.compile(r"[^\[\]{}.,/\s]+")
"""Each date within an interval or a set."""


@dataclass(frozen=True)
class Moment:
    """One day, of which no more may be known than between which two it is; `signs` are EDTF's: `?` where it is
    uncertain, `~` where it is about then."""

    first: int
    last: int
    signs: str = ""

    @classmethod
    def parse(cls, edtf: str) -> "Moment | None":
        """The moment that an EDTF date means, from the first day that it names to the last; None where it names none.

        Of `[2024..]` it is 2024, which is all that is said.
        """
        spans = [span(named) for named in _NAMED.findall(edtf)]
        if not spans:
            return None
        signs = "".join(sign for sign in "?~" if sign in edtf or "%" in edtf)
        return cls(_number(min(first for first, _ in spans)), _number(max(last for _, last in spans)), signs)

    @property
    def is_a_day(self) -> bool:
        """Whether the day is known."""
        return self.first == self.last

    @property
    def year(self) -> int | None:
        """The year in which it is, where that is certain."""
        first, last = date.fromordinal(self.first).year, date.fromordinal(self.last).year
        return first if first == last else None


@dataclass(frozen=True)
class Time:
    """From one moment to another, or one moment. Where one is missing, that side is open if `is_open`, or else there is
    none."""

    begin: Moment | None
    end: Moment | None
    is_open: bool = False

    @property
    def moments(self) -> Sequence[Moment]:
        """The moments that are known, the earlier first."""
        return [moment for moment in (self.begin, self.end) if moment]

    @property
    def days(self) -> Sequence[int]:
        """The first and the last day of each moment."""
        return [day for moment in self.moments for day in (moment.first, moment.last)]


def time_of(start: str | None, end: str | None, lasts: bool) -> Time:
    """The time of what began and ended at EDTF dates, one of which may be missing; `lasts` is whether it goes on, if
    nobody says when it ends.

    A start alone can be an interval: then it has both sides, either of which can be open.
    """
    if start == end:
        end = None
    if start and "/" in start and not end:
        start, end = (None if side == ".." else side for side in start.split("/"))
        lasts = end is None
    begins, ends = (Moment.parse(edtf) if edtf else None for edtf in (start, end))
    return Time(begins, ends, is_open=begins is None if ends else lasts)


def _number(day: str) -> int:
    """The number of a day (ISO 8601); Python has no year 0, and counts from the first day after it."""
    return date.fromisoformat(max(day, "0001-01-01")).toordinal()
