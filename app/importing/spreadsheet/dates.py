"""Dates as tables have them, as EDTF. Whether 03/04/2024 is in March or in April is decided for a whole column, or
asked."""

import re
from collections.abc import Callable, Iterable, Mapping
from datetime import date
from enum import StrEnum
from functools import cache
from typing import NamedTuple, cast

from babel.dates import get_month_names

from app.domain.dates import span
from app.domain.text import folded


class Order(StrEnum):
    """What comes first in dates such as 03/04/2024."""

    DAY_FIRST = "day first"
    MONTH_FIRST = "month first"


class Decision(NamedTuple):
    """The order of a column's dates with what tells it; None, with what to ask, where nothing does."""

    order: Order | None
    why: str


LONGEST = 40
"""No date has more letters; to find out by the grammar of EDTF takes milliseconds for each text."""

_HAS_YEAR = re.compile(r"\d{3}[\dX]|\d\dXX")
_NUMBERS = re.compile(r"(\d{1,2})([./-])(\d{1,2})\2(\d{4})")
_YEAR_FIRST = re.compile(r"(\d{4})([./-])(\d{1,2})(?:\2(\d{1,2}))?")
_MONTH_AND_YEAR = re.compile(r"(\d{1,2})[./-](\d{4})")
_QUARTER = re.compile(r"q([1-4])[ /-]*(\d{4})|(\d{4})[ /-]*q([1-4])")
_DAY_NAMED = re.compile(r"(?:(\d{1,2})(?:st|nd|rd|th|er|º)?\.?[ -]+(?:de |of )?)?([^\W\d_]+)\.?,?[ -]+(?:de )?(\d{4})")
_MONTH_NAMED = re.compile(r"([^\W\d_]+)\.? (\d{1,2})(?:st|nd|rd|th)?,? (\d{4})")
_TIME_OF_DAY = re.compile(r"(?:t|,? )\d{1,2}:\d\d(?::\d\d(?:\.\d+)?)?(?: ?[ap]m)?(?:z| ?[+-]\d\d:?\d\d)?$")
_ABOUT = re.compile(r"(?:ca?\.?|circa|about|around|~) ?(\d{4})")
_WRITE = "write 2024-06-17, 2024-06 or 2024"
_LANGUAGES = ("es", "pt", "it", "nl", "fr", "de", "en")


def decided(column: Iterable[str]) -> Decision | None:
    """The order of a column's dates; None where it has none that could be read in two ways."""
    found = [(text, int(match[1]), int(match[3])) for text in column if (match := _NUMBERS.fullmatch(_plain(text)))]
    if not (telling := [(text, first, second) for text, first, second in found if first != second]):
        return Decision(Order.DAY_FIRST, "each day is the number of its month") if found else None
    day_first = next((text for text, first, _ in telling if first > 12), None)
    month_first = next((text for text, _, second in telling if second > 12), None)
    if day_first and month_first:
        return Decision(None, f"{day_first} has its day first, and {month_first} its month")
    if day_first:
        return Decision(Order.DAY_FIRST, f"{day_first} can only be that")
    if month_first:
        return Decision(Order.MONTH_FIRST, f"{month_first} can only be that")
    return Decision(None, f"{telling[0][0]} may be {_both(telling[0][1], telling[0][2])}")


def _both(first: int, second: int) -> str:
    return f"{first} {_month(second)} or {second} {_month(first)}"


def _month(number: int) -> str:
    return get_month_names(locale="en")[number]


def looks_like_date(text: str) -> bool:
    """Whether a text is a date in some form."""
    if len(text) > LONGEST or not _HAS_YEAR.search(text):
        return False
    try:
        edtf_of(text, Order.DAY_FIRST)
    except ValueError:
        match = _NUMBERS.fullmatch(_plain(text))
        return match is not None and int(match[1]) <= 12 and int(match[3]) <= 31
    return True


def is_ambiguous(text: str) -> bool:
    """Whether a text is a date in numbers, whose day or whose month may be first."""
    return _NUMBERS.fullmatch(_plain(text)) is not None


def _plain(text: str) -> str:
    """A date folded, without a time of day."""
    return _TIME_OF_DAY.sub("", " ".join(folded(text).split()))


def edtf_of(text: str, order: Order | None = None) -> str:
    """A date as EDTF. Raises ValueError, saying what would be right."""
    plain = _plain(text)
    if match := _NUMBERS.fullmatch(plain):
        if order is None:
            raise ValueError(f"{text!r} does not say whether its day or its month is first; {_WRITE}")
        first, second = int(match[1]), int(match[3])
        day, month = (first, second) if order is Order.DAY_FIRST else (second, first)
        return _iso(text, match[4], month, day, f" ({order})")
    for pattern, read in _FORMS.items():
        if (match := pattern.fullmatch(plain)) and (found := read(text, match)):
            return found
    return _as_it_is(text, plain)


def _as_it_is(text: str, plain: str) -> str:
    date = plain.upper()
    try:
        span(date)
    except ValueError:
        raise ValueError(f"{text!r} is no date that is understood; {_WRITE}") from None
    return date


def _from_year(text: str, match: "re.Match[str]") -> str | None:
    month, day = int(match[3]), int(match[4] or 0)
    return _iso(text, match[1], month, day) if day or month <= 12 else None


def _from_month(text: str, match: "re.Match[str]") -> str:
    return _iso(text, match[2], int(match[1]), 0)


def _from_quarter(text: str, match: "re.Match[str]") -> str:
    year, quarter = (match[2], match[1]) if match[2] else (match[3], match[4])
    last = int(quarter) * 3
    return f"{year}-{last - 2:02}/{year}-{last:02}"


def _from_named_day(text: str, match: "re.Match[str]") -> str | None:
    return _iso(text, match[3], month, int(match[1] or 0)) if (month := _months().get(match[2])) else None


def _from_named_month(text: str, match: "re.Match[str]") -> str | None:
    return _iso(text, match[3], month, int(match[2])) if (month := _months().get(match[1])) else None


def _from_year_alone(text: str, match: "re.Match[str]") -> str:
    return f"{match[1]}~"


_FORMS: Mapping["re.Pattern[str]", Callable[[str, "re.Match[str]"], str | None]] = {
    _YEAR_FIRST: _from_year,
    _MONTH_AND_YEAR: _from_month,
    _QUARTER: _from_quarter,
    _MONTH_NAMED: _from_named_month,
    _DAY_NAMED: _from_named_day,
    _ABOUT: _from_year_alone,
}


def _iso(text: str, year: str, month: int, day: int, how: str = "") -> str:
    try:
        whole = date(int(year), month, day or 1)
    except ValueError:
        raise ValueError(f"{text!r}{how} is no day of the calendar; {_WRITE}") from None
    return whole.isoformat() if day else whole.isoformat()[:7]


@cache
def _months() -> Mapping[str, int]:
    """Months by their names and what is short for them; what is another month in another language is English."""
    found: dict[str, int] = {"sept": 9}
    for language in _LANGUAGES:
        for width in ("wide", "abbreviated"):
            names = cast("Mapping[int, str]", get_month_names(width, locale=language))
            found |= {folded(name).rstrip("."): number for number, name in names.items()}
    return found
