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
_PLAIN = re.compile(r"(\d{4})(?:-(\d\d))?(?:-(\d\d))?")


@lru_cache(maxsize=65536)
def span(text: str) -> tuple[str, str]:
    """The first and the last day that an EDTF string can mean; open ends reach to FIRST_DAY and LAST_DAY.

    Raises ValueError, naming what would be right, when the text is not EDTF or lies outside the years 0 to 9999.
    """
    return _plain_span(text) or _edtf_span(text)


def _plain_span(text: str) -> tuple[str, str] | None:
    """A year, month or day without qualifiers: nearly all dates; the grammar of `edtf` takes milliseconds for each."""
    match = _PLAIN.fullmatch(text)
    if not match:
        return None
    year, month, day = (int(part) if part else None for part in match.groups())
    try:
        first = date(year or 1, month or 1, day or 1)
    except ValueError:
        raise ValueError(_WRONG.format(text)) from None
    last = first if day else date(first.year, month or 12, calendar.monthrange(first.year, month or 12)[1])
    return first.isoformat(), last.isoformat()


def _edtf_span(text: str) -> tuple[str, str]:
    try:
        parsed = cast("Any", edtf.parse_edtf(text))
        return _day(parsed.lower_strict(), FIRST_DAY), _day(parsed.upper_strict(), LAST_DAY)
    except (EDTFParseException, ValueError, AttributeError, TypeError) as error:
        raise ValueError(_WRONG.format(text)) from error


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
