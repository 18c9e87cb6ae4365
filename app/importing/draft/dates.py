"""Dates of a text as EDTF, none more exact than the text: `in March`, in an article of 2024, is `2024-03?`."""

import re
from typing import NamedTuple

from app.domain.dates import span

_MONTHS = "january february march april may june july august september october november december".split()
_MONTH = (
    r"(?P<month>jan(?:uary|\.)?|feb(?:ruary|\.)?|mar(?:ch|\.)?|apr(?:il|\.)?|may|june?|july?|aug(?:ust|\.)?"
    r"|sept?(?:ember|\.)?|oct(?:ober|\.)?|nov(?:ember|\.)?|dec(?:ember|\.)?)"
)
_DAY = r"(?P<day>[0-3]?\d)(?:st|nd|rd|th)?"
_YEAR = r"(?P<year>(?:19|20)\d\d)"

_PATTERNS = [
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        r"(?<![\d-])(?P<iso>(?:19|20)\d\d-[01]\d-[0-3]\d)(?![\d-])",
        rf"\b{_DAY}\s+(?:of\s+)?{_MONTH},?\s+{_YEAR}\b",
        rf"\b{_MONTH}\s+{_DAY},?\s+{_YEAR}\b",
        rf"\b{_MONTH},?\s+(?:of\s+)?{_YEAR}\b",
        rf"\b(?:from|between)\s+{_YEAR}\s+(?:to|and|until)\s+(?P<until>(?:19|20)\d\d)\b",
        rf"\b{_YEAR}\s?[-–/]\s?(?P<until>(?:19|20)\d\d|\d\d)\b(?![-\d])",
        r"\b(?:the\s+)?(?:early\s+|late\s+|mid-?)?(?P<decade>(?:19|20)\d)0s\b",
        rf"\b(?:on\s+)?{_DAY}\s+(?:of\s+)?{_MONTH}\b(?!\s+\d)",
        rf"\b(?:on\s+)?{_MONTH}\s+{_DAY}\b(?![\d,.]*\d)",
        r"\b(?:in|of|since|by|until|this|last|next|late|early|mid)[\s-]+" + _MONTH + r"\b(?!\s+\d)",
        rf"(?<![\d$€£₹.,])\b{_YEAR}\b(?![\d,.]*\d|\s*(?:million|billion|crore|kg|km|people|jobs))",
    )
]
"""The most exact first; a place that one has found is not looked at again."""

_UNTIL = re.compile(
    r"\b(?:by|until|till|before|through|no later than)\s+(?:the\s+)?(?:end\s+of\s+|early\s+|late\s+|mid-?)?$", re.I
)
_SINCE = re.compile(r"\b(?:since|from|starting|beginning|as of|after)\s+(?:the\s+)?(?:early\s+|late\s+|mid-?)?$", re.I)


class Dates(NamedTuple):
    """When something begins or happens, and when it ends (EDTF)."""

    start: str | None = None
    end: str | None = None


NO_DATES = Dates()


class _Found(NamedTuple):
    start: int
    end: int
    date: str
    until: str | None


def dates_in(text: str, published: str | None) -> Dates:
    """The dates that a sentence gives; where it names no year, that of the article, as a guess."""
    begin = end = None
    for found in sorted(_found(text, (published or "")[:4])):
        before = text[max(0, found.start - 30) : found.start]
        if _UNTIL.search(before):
            end = end or found.date
        elif found.until:
            begin, end = begin or found.date, end or found.until
        elif begin is None:
            begin = found.date
        elif not _SINCE.search(before) and end is None and re.search(r"\b(?:to|and|until)\s*$", before):
            end = found.date
    if begin and end and span(begin)[0] > span(end)[1]:
        end = None
    return Dates(begin, end)


def _found(text: str, year: str) -> list[_Found]:
    taken: list[_Found] = []
    for pattern in _PATTERNS:
        for match in pattern.finditer(text):
            start, end = match.start(match.lastgroup or 0) if match.lastgroup else match.start(), match.end()
            start = min((match.start(name) for name in match.groupdict() if match[name]), default=start)
            if any(start < one.end and one.start < end for one in taken):
                continue
            if date := _edtf(match.groupdict(), year):
                taken.append(_Found(start, end, date, _until(match.groupdict())))
    return taken


def _edtf(parts: dict[str, str | None], guess: str) -> str | None:
    """The date of its parts; None where there is no such day, or no year to guess."""
    if decade := parts.get("decade"):
        return f"{decade}X"
    if day := parts.get("iso"):
        return day if _is_date(day) else None
    year, month, day = parts.get("year"), parts.get("month"), parts.get("day")
    known = year or guess
    if not known:
        return None
    date = known
    if month:
        date += f"-{next(i for i, name in enumerate(_MONTHS, start=1) if name.startswith(month.lower()[:3])):02}"
    if day:
        date += f"-{int(day):02}"
    return (date if year else f"{date}?") if _is_date(date) else None


def _until(parts: dict[str, str | None]) -> str | None:
    until, year = parts.get("until"), parts.get("year")
    return f"{(year or '')[: 4 - len(until)]}{until}" if until else None


def _is_date(text: str) -> bool:
    try:
        span(text)
    except ValueError:
        return False
    return True
