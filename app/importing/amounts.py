"""Money as people write it: `US$3.9 billion`, `INR 6,003.65 crore`, `nearly € 735 million`, `$5-7bn over five years`.

A table's cell is one amount, `amount_of`; in a sentence there may be several, `amounts_in`. What `$`, `¥` or "rupees"
alone stand for is a likely currency and no sure one: whoever reads must not decide for the writer.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from typing import Any

import pycountry
from babel.numbers import get_currency_name, get_currency_symbol

from app.domain.records import Amount, Qualifier

_MAGNITUDES = {
    "thousand": 10**3, "k": 10**3, "lakh": 10**5, "lakhs": 10**5, "million": 10**6, "millions": 10**6, "mn": 10**6,
    "mln": 10**6, "mio": 10**6, "m": 10**6, "crore": 10**7, "crores": 10**7, "cr": 10**7, "billion": 10**9,
    "billions": 10**9, "bn": 10**9, "b": 10**9, "mrd": 10**9, "lakh crore": 10**12, "trillion": 10**12,
    "trillions": 10**12, "tn": 10**12,
}  # fmt: skip
_CONTINENTAL = frozenset({"mio", "mrd"})

_SHARED = {
    "dollar": ("USD", "$ dollar dollars"),
    "yen": ("JPY", "¥"),
    "rupee": ("INR", "rs rupee rupees"),
    "pound": ("GBP", "pound pounds"),
    "ruble": ("RUB", "rouble roubles ruble rubles"),
    "won": ("KRW", "won"),
    "franc": ("CHF", "franc francs"),
}
"""What several currencies are called, in the English of CLDR, with the one that is meant as a rule, and its signs."""

_LIKELY = {sign: code for code, signs in _SHARED.values() for sign in signs.split()}

_SURE = {
    "US$": "USD", "USD$": "USD", "AU$": "AUD", "C$": "CAD", "CAN$": "CAD", "S$": "SGD", "RMB": "CNY", "yuan": "CNY",
    "renminbi": "CNY", "yen": "JPY", "pounds sterling": "GBP", "US dollar": "USD", "U.S. dollars": "USD",
    "American dollars": "USD", "₽": "RUB", "Russian roubles": "RUB", "Swiss francs": "CHF",
}  # fmt: skip
"""What CLDR does not have, or calls otherwise."""

_ALSO_WORDS = frozenset("ALL BAM COP CUP GEL LAK MAD MOP PEN RON SOS TOP TRY".split())
"""Codes that stand in capitals in titles: `TOP 500` is no money, `TRY 2 billion` is."""

_HEDGES: Mapping[str, Sequence[str]] = {
    "over": ("over", "more than", "above", "exceeding", "in excess of", "upwards of", ">"),
    "nearly": ("nearly", "almost", "just under", "close to"),
    "about": ("about", "around", "some", "roughly", "approximately", "approx", "circa", "ca", "~",
              "an estimated", "estimated at"),
    "min": ("at least", "a minimum of", "not less than", "≥"),
    "max": ("up to", "at most", "as much as", "a maximum of", "not more than", "under", "below", "less than", "<", "≤"),
}  # fmt: skip
"""Words before a figure; those of `min` and `max` make it an end of a range that is open."""

_COUNTS = {word: number for number, word in enumerate("one two three four five six seven eight nine ten".split(), 1)}
_NUMBER = r"\d{1,3}(?:[ \u00a0\u202f’']\d{3})+(?:[.,]\d+)?|\d+(?:[.,]\d+)*"
_PERIOD = re.compile(
    rf"\s*(?:(?P<yearly>(?:a|per|every|each) year|annually|yearly|p\.a\.)"
    rf"|(?:over|for|across)(?: the)?(?: next| coming)? (?P<count>\d+|{'|'.join(_COUNTS)})[ -](?P<each>years?|months?))",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class Money:
    """An amount in a text: where it stands, what it comes to, and its currency, which may be only `likely`."""

    start: int
    end: int
    least: int | None
    most: int | None
    qualifier: Qualifier | None
    currency: str | None
    likely: bool
    period: str | None

    def amount(self, currency: str | None = None) -> Amount:
        """The amount, in the currency that the text leaves no doubt of, or else in `currency`, or what is likely."""
        code = (currency or self.currency) if self.likely or not self.currency else self.currency
        bounds = {"value": self.least} if self.least == self.most else {"min": self.least, "max": self.most}
        return Amount.model_validate({**bounds, "qualifier": self.qualifier, "currency": code, "period": self.period})


def amount_of(text: str, currency: str | None = None, times: int = 1) -> Amount:
    """The amount that a whole text is. `currency` is what is said beside it, `times` what bare figures are counted in.

    Raises ValueError, saying what would be right, where that is not sure.
    """
    plain = " ".join(text.split())
    found = _pattern().match(plain)
    money = _money(found, times) if found else None
    if not money or money.end < len(plain):
        raise ValueError(f"{text!r} is no amount of money; write USD 3900000000, or US$3.9 billion")
    if currency is None and (money.likely or money.currency is None):
        meant = f" ({money.currency}?)" if money.currency else ""
        code = money.currency or "USD"
        raise ValueError(f"{text!r} does not say in which currency{meant}; write its code before it: {code} 5000000")
    if currency and money.likely and not _is_called_so(currency, money.currency):
        raise ValueError(f"{text!r} is not in {currency}, as is said beside it; write the code of its currency")
    return money.amount(currency)


def _is_called_so(code: str, likely: str | None) -> bool:
    """Whether a currency has the name that it shares with another, as USD and AUD are dollars."""
    name = get_currency_name(code, locale="en").casefold()
    return code == likely or any(likely == meant and shared in name for shared, (meant, _) in _SHARED.items())


def amounts_in(text: str) -> Iterator[Money]:
    """The amounts in a text, in order: figures beside a sign, a code or a name of a currency."""
    for found in _pattern().finditer(text):
        with suppress(ValueError):  # a figure that can be read in two ways
            money = _money(found)
            if money.currency and (found["unit"] or _sign_of(found) not in _ALSO_WORDS):
                yield money


def _money(found: "re.Match[str]", times: int = 1) -> Money:
    """What a match comes to. Raises ValueError for parts of a unit, and where a separator can mean two things."""
    unit, upper_unit = _plain(found["unit"]), _plain(found["upper_unit"])
    low = _units(found["figure"], unit or upper_unit, times)
    high = _units(found["upper"], upper_unit, times) if found["upper"] else low
    hedge = "over" if found["plus"] else _hedge(found["hedge"])
    open_end = hedge if hedge in ("min", "max") and low == high else None
    currency, likely = _currency(sign) if (sign := _sign_of(found)) else (None, False)
    period = _PERIOD.match(found.string, found.end())
    return Money(
        start=found.start(),
        end=(period or found).end(),
        least=None if open_end == "max" else low,
        most=None if open_end == "min" else high,
        qualifier=hedge if hedge in ("about", "nearly", "over") else None,
        currency=currency,
        likely=likely,
        period=_duration(period) if period else None,
    )


def _sign_of(found: "re.Match[str]") -> str | None:
    return found["before"] or found["after"] or found["between"]


def _units(digits: str, unit: str, times: int) -> int:
    value = _decimal(digits, unit) * _MAGNITUDES.get(unit, times)
    if value != int(value):
        raise ValueError(f"{digits} is no whole number; amounts are in whole units of their currency")
    return int(value)


def _decimal(digits: str, unit: str) -> Decimal:
    """A number, whichever of point and comma is its decimal separator.

    `1.500` alone is 1500 to some and 1.5 to others; before an English word it is English.
    """
    digits = re.sub(r"[ \u00a0\u202f’']", "", digits)
    separators = re.findall(r"[.,]", digits)
    if not separators:
        return Decimal(digits)
    last = separators[-1]
    if len(set(separators)) == 2:
        return Decimal(digits.replace("," if last == "." else ".", "").replace(last, "."))
    if len(separators) > 1:
        return Decimal(digits.replace(last, ""))
    in_threes = len(digits) - digits.index(last) == 4 and not digits.startswith("0")
    english = unit and unit not in _CONTINENTAL
    if in_threes and not english and (last == "." or unit):
        read = f"{digits.replace(last, '')} or {digits.replace(last, '.').rstrip('0').rstrip('.')}"
        raise ValueError(f"{digits} may be {read}; write which, without a sign that can mean both")
    return Decimal(digits.replace(",", "" if in_threes else "."))


def _hedge(words: str | None) -> Any:
    return next((hedge for hedge, listed in _HEDGES.items() if _plain(words) in listed), None)


def _plain(words: str | None) -> str:
    return " ".join((words or "").lower().split()).rstrip(".") if words else ""


def _duration(found: "re.Match[str]") -> str:
    if found["yearly"]:
        return "P1Y"
    count = _COUNTS.get(found["count"].lower()) or int(found["count"])
    return f"P{count}{found['each'][0].upper()}"


def _currency(sign: str) -> tuple[str, bool]:
    """The code of a sign, code or name of a currency, and whether it is only what is meant as a rule."""
    plain = " ".join(sign.split()).casefold()
    if code := _currencies().get(plain):
        return code, False
    return _LIKELY[plain], True


@cache
def _codes() -> Sequence[str]:
    money: list[Any] = list(pycountry.currencies)
    return [one.alpha_3 for one in money]


@cache
def _currencies() -> Mapping[str, str]:
    """Codes by code, sign and English name, folded, where these mean one currency."""
    found: dict[str, str] = {}
    for code in _codes():
        names = {get_currency_name(code, count, locale="en") for count in (1, 2)}
        found |= {name.casefold(): code for name in (code, *names, get_currency_symbol(code, locale="en"))}
    found |= {name.casefold(): code for name, code in _SURE.items()}
    return {name: code for name, code in found.items() if name not in _LIKELY}


@cache
def _pattern() -> "re.Pattern[str]":
    """What an amount looks like; its currency may be missing, since a column beside it may have that."""
    codes = {code.casefold() for code in _codes()}
    names = [name for name in (*_currencies(), *_LIKELY) if name not in codes]
    currency = rf"(?:(?i:{_any_of(names)})|(?<!\w)(?:{'|'.join(_codes())})(?![^\W\d]))"
    unit = rf"[\s-]?(?i:{_any_of(_MAGNITUDES)})\.?"
    hedge = rf"(?i:{_any_of(word for listed in _HEDGES.values() for word in listed)})"
    return re.compile(
        rf"(?:(?P<hedge>{hedge})\s?|(?i:between|from)\s)?(?:(?P<before>{currency})\.?\s?|(?<![\w.,]))"
        rf"(?P<figure>{_NUMBER})(?P<unit>{unit})?"
        rf"(?:(?:\s*[-–—]\s*|\s+(?:to|and)\s+)(?P<between>{currency}\s?)?(?P<upper>{_NUMBER})(?P<upper_unit>{unit})?)?"
        rf"(?![\w%])(?P<plus>\s?\+)?(?:\s?(?P<after>{currency})(?!\s?\d))?"
    )


def _any_of(names: Iterable[str]) -> str:
    """Any of some names, the longest first, not as parts of words: `rs` is not in `years`."""
    return "|".join(
        (r"(?<![^\W\d])" if name[0].isalpha() else "")
        + re.escape(name).replace(r"\ ", r"\s+")
        + (r"(?![^\W\d])" if name[-1].isalpha() else "")
        for name in sorted(names, key=len, reverse=True)
    )
