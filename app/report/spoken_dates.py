"""EDTF dates as a reader says them, such as `June 2024 to about 2029`, in each language of reports."""

import re
from datetime import date

from babel.dates import format_date, format_skeleton
from babel.lists import format_list

from app.domain.dates import span
from app.report.wording import WORDING, Language

_OPEN = ("", "..")
_DOUBTS = re.compile("[?~%]")


def spoken(text: str, language: Language) -> str:
    """An EDTF date, interval or set that `span` reads, in words; as it is written where the calendar has none for it.

    `2024-06` is `June 2024`; `2029?` is `perhaps 2029`, `2029~` `about 2029` and `2029%` `perhaps about 2029`;
    `2024/2029` is `2024 to 2029`, `2024/..` `from 2024` and `../2024` `until 2024`; `202X` is `between 2020 and 2029`;
    `[2024,2026]` is `2024 or 2026`, and `{2024,2026}` `2024 and 2026`.
    """
    if text[0] in "[{":
        members = [_stretch(member.strip(), "..", language) for member in text[1:-1].split(",")]
        return format_list(members, style="or" if text[0] == "[" else "standard", locale=language.value)
    return _stretch(text, "/", language)


def spoken_period(start: str | None, end: str | None, language: Language) -> str:
    """When something was, from one EDTF date to another, each of which may be missing; empty without either."""
    words = WORDING[language]
    if start and end and start != end:
        return words.span.format(first=spoken(start, language), last=spoken(end, language))
    if end and not start:
        return words.until.format(date=spoken(end, language))
    return spoken(start, language) if start else ""


def _stretch(text: str, between: str, language: Language) -> str:
    """One date, or two with something between them, either of which can be open."""
    first, interval, last = text.partition(between)
    if not interval:
        return _date(text, language)
    if last in _OPEN:
        return text if first in _OPEN else WORDING[language].since.format(date=_date(first, language))
    start = None if first in _OPEN else first
    return spoken_period(start, last, language)


def _date(text: str, language: Language) -> str:
    words, doubts = WORDING[language], set(_DOUBTS.findall(text))
    said = _sure(_DOUBTS.sub("", text), language)
    if doubts & {"~", "%"}:
        said = words.about.format(date=said)
    return words.perhaps.format(date=said) if doubts & {"?", "%"} else said


def _sure(text: str, language: Language) -> str:
    try:
        first, last = (date.fromisoformat(day) for day in span(text))
    except ValueError:  # the year 0, which Python has not
        return text
    locale = language.value
    if first == last:
        return format_date(first, "long", locale)
    if (first.year, first.month) == (last.year, last.month):
        return format_skeleton("yMMMM", first, locale=locale)
    whole_years = (first.month, first.day, last.month, last.day) == (1, 1, 12, 31)
    begin, end = (
        format_skeleton("y", day, locale=locale) if whole_years else format_date(day, "long", locale)
        for day in (first, last)
    )
    return begin if begin == end else WORDING[language].between.format(first=begin, last=end)
