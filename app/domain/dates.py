"""Dates as their sources give them: EDTF (ISO 8601-2) strings kept as written, with first and last days to compare.

Days are ISO 8601 text (`2024-06-17`), which sorts as time does from the year 0 to 9999.
"""

import calendar
import re
from datetime import UTC, datetime
from functools import lru_cache
from time import struct_time
from typing import Any, cast

import edtf
from edtf.parser.edtf_exceptions import EDTFParseException

FIRST_DAY, LAST_DAY = "0000-01-01", "9999-12-31"
_WRITE = "write 2024, 2024-06, 2024-06-17, 2029?, 2013~"
_WRONG = f"{{!r}} is not an EDTF date; {_WRITE} or 2024/2029"

_MONTH = "(?:0[1-9]|1[0-2])"
_DAY = (
    "[0-9]{4}-(?:"
    "(?:0[13578]|1[02])-(?:0[1-9]|[12][0-9]|3[01])"
    "|(?:0[469]|11)-(?:0[1-9]|[12][0-9]|30)"
    "|02-(?:0[1-9]|1[0-9]|2[0-8]))"
    "|(?:[0-9]{2}(?:0[48]|[2468][048]|[13579][26])|(?:[02468][048]|[13579][26])00)-02-29"
)
"""A day of the calendar; the last line is 29 February of a leap year."""

_EXACT = re.compile(f"[0-9]{{4}}(?:-{_MONTH})?|{_DAY}")
_DIGITS = re.compile("[0-9]{4}(?:-[0-9]{2}){0,2}")
_VAGUE = f"[0-9]{{3}}X|[0-9]{{2}}XX|[0-9]{{4}}-XX(?:-XX)?|[0-9]{{4}}-{_MONTH}-XX"

ONE_DATE = f"^(?:{_EXACT.pattern}|{_VAGUE})[?~%]?$"
"""A year, month or day of EDTF's levels 0 and 1, each with its doubts: what a question can be asked with."""

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


def one_date(text: str) -> str:
    """The text, if it is ONE_DATE. Raises ValueError otherwise, naming what would be right.

    An interval is none: of two ends one would not count. Nor is a set, whose reading takes ten milliseconds a member.
    """
    if re.fullmatch(ONE_DATE, text):
        return text
    if text.startswith(("[", "{")):
        raise ValueError("is a set of dates; write one of them")
    if "/" in text:
        raise ValueError(f"{text!r} is an interval; write one of its ends")
    _refuse_season(text)
    raise ValueError(f"{text!r} is not one date of EDTF; {_WRITE} or 202X")


def _refuse_vague(text: str) -> None:
    if not text.isascii():
        raise ValueError(_WRONG.format(text))
    if text.startswith("/") or text.endswith("/"):
        raise ValueError(f"{text!r} does not say whether that end is open; write .. where it is: 2024/.. or ../2024")
    _refuse_season(text)


def _refuse_season(text: str) -> None:
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
    if not _DIGITS.fullmatch(text):
        return None
    if not _EXACT.fullmatch(text):
        raise ValueError("there is no such month or day")
    year, month = text[:4], text[5:7]
    if len(text) == len("2024"):
        return f"{year}-01-01", f"{year}-12-31"
    if len(text) == len("2024-06"):
        return f"{text}-01", f"{text}-{calendar.monthrange(int(year), int(month))[1]}"
    return text, text


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
