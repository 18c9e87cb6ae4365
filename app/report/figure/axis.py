"""An axis of time: where each day stands, and years or months to read it by.

Long times in which nothing happens are left out, where they would leave too little room for the rest.
"""

from calendar import monthrange
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from itertools import pairwise
from statistics import median

from babel.dates import format_skeleton

from app.report.figure import fonts
from app.report.wording import Language

SIZE = 10.0
BREAK = 28.0
"""How wide a place is where years are left out, at least as wide as the number of a year, in CSS pixels."""

_YEAR = 365
_MONTHS = 2 * _YEAR
"""An axis that is shorter, in days, begins and ends with a month, others with a year."""

_STEPS = (1, 2, 3, 6, 12, 24, 36, 60, 120, 240, 600, 1200, 6000)
"""How many months there can be from one label to the next."""

_BESIDE = 5.0  # pixels between two labels at least
_OFFSET = 3.0  # pixels from the line of a day to the label beside it


@dataclass(frozen=True)
class Stretch:
    """Days from `first` to the one before `end`, the first of them `left` CSS pixels from the beginning of the axis."""

    first: int
    end: int
    left: float


@dataclass(frozen=True)
class Tick:
    """A label, and where the day stands that it names, in CSS pixels."""

    x: float
    label: str

    @property
    def text_x(self) -> float:
        """Where the label begins."""
        return self.x + _OFFSET

    @property
    def end(self) -> float:
        """Where the label ends."""
        return self.text_x + fonts.width(self.label, SIZE)


@dataclass(frozen=True)
class Axis:
    """The days that are shown, in one stretch or several."""

    stretches: Sequence[Stretch]
    per_day: float
    width: float

    def at(self, day: int) -> float:
        """Where a day begins, in CSS pixels; one that is left out stands where the next stretch begins."""
        here = next((one for one in self.stretches if day <= one.end), self.stretches[-1])
        return here.left + (min(max(day, here.first), here.end) - here.first) * self.per_day

    @property
    def breaks(self) -> Sequence[float]:
        """Where the places begin at which years are left out, in CSS pixels."""
        return [stretch.left - BREAK for stretch in self.stretches[1:]]

    def ticks(self, language: Language, beyond: float = 0) -> Sequence[Tick]:
        """As many labels as can be read, of months or of years; the last may end `beyond` the axis."""
        month = _YEAR / 12 * self.per_day
        step = next((step for step in _STEPS if _widest(step < 12, language) + _BESIDE <= step * month), _STEPS[-1])
        kept: list[Tick] = []
        for tick in self._ticks(step, language):
            if tick.end <= self.width + beyond and not (kept and tick.x < kept[-1].end + _BESIDE - _OFFSET):
                kept.append(tick)
        return kept

    def _ticks(self, step: int, language: Language) -> Iterator[Tick]:
        for stretch in self.stretches:
            for day in _days(stretch, step, with_first=len(self.stretches) > 1):
                yield Tick(self.at(day.toordinal()), _label(day, step < 12, language))


def axis(days: Collection[int], width: float) -> Axis:
    """An axis, so many CSS pixels wide, on which each of some days has its place."""
    runs = _runs(sorted(set(days)), most=int(width // (3 * BREAK)))
    bounds = [_whole(run, by_month=len(runs) == 1 and run[-1] - run[0] < _MONTHS) for run in runs]
    per_day = (width - BREAK * (len(bounds) - 1)) / sum(end - first for first, end in bounds)
    stretches, left = list[Stretch](), 0.0
    for first, end in bounds:
        stretches.append(Stretch(first, end, left))
        left += (end - first) * per_day + BREAK
    return Axis(stretches, per_day, width)


def _runs(days: Sequence[int], most: int) -> Sequence[Sequence[int]]:
    """Days in order, apart where the time between two is long, takes much of the whole, and is no usual one; `most` is
    how often that can be."""
    gaps = sorted(((after - before, index) for index, (before, after) in enumerate(pairwise(days), 1)), reverse=True)
    usual = median(gap for gap, _ in gaps) if gaps else 0
    left, cuts = days[-1] - days[0], list[int]()
    for gap, index in gaps[:most]:
        if gap < 2 * _YEAR or gap < left / 5 or gap < 4 * usual:
            break
        cuts.append(index)
        left -= gap
    edges = [0, *sorted(cuts), len(days)]
    return [days[begin:end] for begin, end in pairwise(edges)]


def _whole(days: Sequence[int], by_month: bool) -> tuple[int, int]:
    """The first day of the month or year of the earliest of some days, and the day after that of the latest."""
    first, last = date.fromordinal(days[0]), date.fromordinal(days[-1])
    if by_month:
        last_of_month = last.replace(day=monthrange(last.year, last.month)[1])
        return first.replace(day=1).toordinal(), last_of_month.toordinal() + 1
    return first.replace(month=1, day=1).toordinal(), last.replace(month=12, day=31).toordinal() + 1


def _days(stretch: Stretch, step: int, with_first: bool) -> Iterator[date]:
    """The days of a stretch that can be labelled, each so many months after another, and the first of all."""
    first, last = _month(stretch.first), _month(stretch.end - 1)
    if with_first and first % step:
        yield date(first // 12, first % 12 + 1, 1)
    for month in range(-(-first // step) * step, last + 1, step):
        yield date(month // 12, month % 12 + 1, 1)


def _month(number: int) -> int:
    """The number of a day's month, from the year 0 on."""
    day = date.fromordinal(number)
    return day.year * 12 + day.month - 1


def _label(day: date, is_month: bool, language: Language) -> str:
    return format_skeleton("yMMM", day, locale=language.value) if is_month else str(day.year)


@cache
def _widest(is_month: bool, language: Language) -> float:
    """How wide a label is at most with what stands before it, in CSS pixels."""
    return max(Tick(0, _label(date(2000, month, 1), is_month, language)).end for month in range(1, 13))
