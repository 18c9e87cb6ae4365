"""Dates as their sources give them: EDTF (ISO 8601-2) strings kept as written, with first and last days to compare.

Days are ISO 8601 text (`2024-06-17`), which sorts as time does from the year 0 to 9999.
"""

import calendar
import re
from datetime import UTC, date, datetime
from functools import lru_cache
from time import struct_time
from typing import Any, cast

import edtf
from edtf.parser.edtf_exceptions import EDTFParseException

FIRST_DAY, LAST_DAY = "0000-01-01", "9999-12-31"
_WRONG = "{!r} is not an EDTF date; write 2024, 2024-06, 2024-06-17, 2029?, 2013~ or 2024/2029"
_PLAIN = re.compile(r"([0-9]{4})(?:-([0-9]{2}))?(?:-([0-9]{2}))?")
_SEASON = re.compile(r"[0-9]{4}-(?:2[1-9]|3[0-9]|4[01])\b")


@lru_cache(maxsize=65536)
def span(text: str) -> tuple[str, str]:
    """The first and the last day that an EDTF string can mean; open ends reach to FIRST_DAY and LAST_DAY.

    Raises ValueError, naming what would be right, when the text is not EDTF, lies outside the years 0 to 9999, or has
    no first and last day that everybody would agree on: a season begins elsewhere in June, and `2024/` may have ended.
    """
    _refuse_vague(text)
    try:
        first, last = _ends(text)
    except (EDTFParseException, ValueError, AttributeError, TypeError) as error:
        raise ValueError(_WRONG.format(text)) from error
    if first > last:
        raise ValueError(f"{text!r} ends before it begins; write the earlier date first")
    return first, last


def _refuse_vague(text: str) -> None:
    if not text.isascii():
        raise ValueError(_WRONG.format(text))
    if text.startswith("/") or text.endswith("/"):
        raise ValueError(f"{text!r} does not say whether that end is open; write .. where it is: 2024/.. or ../2024")
    if _SEASON.search(text):
        raise ValueError(f"{text!r} is a season, which is not the same everywhere; write its months: 2024-03/2024-05")


def _ends(text: str) -> tuple[str, str]:
    """The first and the last day of a date or an interval, whichever of them is earlier."""
    begin, interval, end = text.partition("/")
    if not interval:
        return _plain_span(text) or _edtf_span(text)
    if "/" in end:
        raise ValueError("an interval has two ends")
    return FIRST_DAY if begin == ".." else _ends(begin)[0], LAST_DAY if end == ".." else _ends(end)[1]


def _plain_span(text: str) -> tuple[str, str] | None:
    """A year, month or day without qualifiers: nearly all dates; the grammar of `edtf` takes milliseconds for each."""
    match = _PLAIN.fullmatch(text)
    if not match:
        return None
    year, month, day = (None if part is None else int(part) for part in match.groups())
    first = date(year or 0, 1 if month is None else month, 1 if day is None else day)
    if day is not None:
        return first.isoformat(), first.isoformat()
    last_month = 12 if month is None else month
    last = date(first.year, last_month, calendar.monthrange(first.year, last_month)[1])
    return first.isoformat(), last.isoformat()


def _edtf_span(text: str) -> tuple[str, str]:
    parsed = cast("Any", edtf.parse_edtf(text))
    return _day(parsed.lower_strict(), FIRST_DAY), _day(parsed.upper_strict(), LAST_DAY)


def _day(moment: object, open_end: str) -> str:
    if not isinstance(moment, struct_time):
        return open_end
    if not 0 <= moment.tm_year <= 9999:
        raise ValueError(f"year {moment.tm_year} is outside 0 to 9999")
    return f"{moment.tm_year:04}-{moment.tm_mon:02}-{moment.tm_mday:02}"


def today() -> str:
    """The day of now in UTC (ISO 8601), on which all that is asked without a day is answered."""
    return datetime.now(UTC).date().isoformat()


def years_before(day: str, years: int) -> str:
    """The same day some years earlier (ISO 8601); for a 29 February it sorts where that day would stand."""
    return f"{int(day[:4]) - years:04}{day[4:]}"


def overlap(one: str, other: str) -> bool:
    """Whether there is a day that two EDTF strings can both mean."""
    (first, last), (begin, end) = span(one), span(other)
    return first <= end and begin <= last


def first_day(text: str) -> str:
    """The first day that an EDTF string can mean."""
    return span(text)[0]


def last_day(text: str) -> str:
    """The last day that an EDTF string can mean."""
    return span(text)[1]
