"""Codes that standards keep, read as people write them: countries, currencies and languages.

Whoever reads a country, a dataset's file or a reader's question, reads it here: so what one of them writes, the other
finds.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from typing import Any, cast

import pycountry
from babel import Locale
from babel.numbers import list_currencies
from rapidfuzz import fuzz, process

from app.domain.text import words

ALIKE = 70
"""From here on, of 100, a word counts as a misspelling of a country's name."""

_WITHOUT_NUMBER = frozenset({"EU", "XK"})
"""Codes of CLDR that ISO 3166 reserves, or leaves to its users: the European Union, and Kosovo."""

_EVERYDAY = {
    "AE": "UAE, Emirates",
    "CD": "DRC, DR Congo, Democratic Republic of Congo, Congo-Kinshasa",
    "CG": "Congo-Brazzaville",
    "CI": "Ivory Coast",
    "CN": "PRC, Mainland China",
    "CV": "Cape Verde",
    "DD": "GDR, East Germany",
    "GB": "UK, Britain, Great Britain, England, Scotland, Wales, Northern Ireland",
    "GR": "EL",
    "KP": "DPRK",
    "KR": "Korea, ROK",
    "MK": "Macedonia",
    "MM": "Burma",
    "MO": "Macau",
    "NL": "Holland",
    "RH": "Rhodesia",
    "SU": "Soviet Union, Union of Soviet Socialist Republics",
    "SZ": "Swaziland",
    "TL": "East Timor",
    "TR": "Turkey",
    "TW": "Republic of China, ROC",
    "US": "America, USA, United States of America",
    "VA": "Vatican",
    "VN": "Viet Nam",
    "XK": "XKX",
}
"""What English calls countries where neither ISO 3166 nor CLDR does, with the codes of offices: the Union's own writes
EL and UK."""

_LANGUAGES = "ar de es fr hi it ja ko nl pl pt ru sv tr uk zh".split()
"""The languages beside English in which names are read. All of CLDR's would take 85 MB."""


def country_code(text: str) -> str:
    """The alpha-2 code (ISO 3166) of a country that is, or was, given by a code or a name; EU and XK count as well.

    `UK`, `gbr`, `Great Britain` and `Grande-Bretagne` are GB, `USSR` is SU. Raises ValueError, with what may be meant.
    """
    name = words(text)
    if found := _english().get(name) or _foreign().get(name):
        return found
    raise ValueError(f"{text!r} is not a country of ISO 3166{_did_you_mean(name)}; write IN, IND or India")


def country_name(code: str) -> str:
    """The English name of a country by a code that `country_code` gives."""
    if name := _territories("en").get(code):
        return name
    former: Any = pycountry.historic_countries.get(alpha_2=code)
    return former.name


def read_names() -> None:
    """Reads the names of countries in all languages, which the first question that needs them would wait for."""
    _foreign()


def country_names() -> Mapping[str, str]:
    """What English calls the countries of today, by their alpha-2 codes."""
    today = {country.alpha_2 for country in pycountry.countries}
    return {code: name for code, name in _territories("en").items() if code in today | _WITHOUT_NUMBER}


def country_pattern() -> str:
    """What each code that `country_code` gives fits, and nothing else."""
    return _one_of(_country_codes())


def currency_code(code: str) -> str:
    """The code in capitals, if ISO 4217 has it or had it: DEM is what a treaty of 1990 names. Raises ValueError."""
    code = code.upper()
    if code not in _currency_codes():
        raise ValueError(f"{code!r} is not an ISO 4217 currency; write three capitals such as USD, INR or EUR")
    return code


def currency_pattern() -> str:
    """What each code that `currency_code` gives fits, and nothing else."""
    return _one_of(_currency_codes())


def language_code(code: str) -> str:
    """The code in small letters, if ISO 639-1 has it. Raises ValueError."""
    code = code.lower()
    if not pycountry.languages.get(alpha_2=code):
        raise ValueError(f"{code!r} is not an ISO 639-1 language; write two letters such as en")
    return code


def _one_of(codes: Iterable[str]) -> str:
    """A pattern that some codes fit and nothing else does; those that begin alike stand together: `F[IJKMORX]`."""
    ends: dict[str, str] = {}
    for code in sorted(codes):
        ends[code[:-1]] = ends.get(code[:-1], "") + code[-1]
    return f"^(?:{'|'.join(f'{begin}[{last}]' for begin, last in ends.items())})$"


@cache
def _country_codes() -> frozenset[str]:
    countries: list[Any] = [*pycountry.countries, *pycountry.historic_countries]
    return _WITHOUT_NUMBER | {country.alpha_2 for country in countries}


@cache
def _currency_codes() -> frozenset[str]:
    currencies: list[Any] = list(pycountry.currencies)
    return frozenset(list_currencies()) | {currency.alpha_3 for currency in currencies}


def _did_you_mean(name: str) -> str:
    """The country whose name is the most alike; a tenth of a millisecond, and pycountry's own search takes seven."""
    names = [known for known in _english() if len(known) > 3]
    if not (found := process.extractOne(name, names, scorer=fuzz.ratio, score_cutoff=ALIKE)):
        return ""
    code = _english()[found[0]]
    return f" (did you mean {code}, {country_name(code)}?)"


@cache
def _english() -> Mapping[str, str]:
    """Codes by each code and English name, folded. What comes later counts: Burma is MM, and no longer BU."""
    today = {country.alpha_2 for country in pycountry.countries}
    # A code that another country has now is that country's: AI is Anguilla, and no longer Afars and Issas.
    former = [country for country in pycountry.historic_countries if country.alpha_2 not in today]
    names = dict(_iso_names(former))
    names |= {words(name): code for code, name in _territories("en").items() if code in today | _WITHOUT_NUMBER}
    names |= dict(_iso_names(list(pycountry.countries)))
    names |= {words(name): code for code, listed in _EVERYDAY.items() for name in listed.split(",")}
    return names | {code.lower(): code for code in _WITHOUT_NUMBER}


def _iso_names(countries: list[Any]) -> Iterator[tuple[str, str]]:
    """Codes and names of ISO 3166 with the code that they mean; whole names last, so that they count.

    `Iran, Islamic Republic of` is Iran as well; of two Koreas neither is Korea, and the Congo is that which has no
    more of a name.
    """
    begun = Counter(country.name.split(", ")[0] for country in countries)
    for country in countries:
        first, _, rest = country.name.partition(", ")
        if rest and begun[first] == 1:
            yield words(first), country.alpha_2
        if rest:
            yield words(f"{rest} {first}"), country.alpha_2
    for country in countries:
        for field in ("name", "common_name", "official_name", "alpha_2", "alpha_3", "numeric"):
            if name := getattr(country, field, None):
                yield words(name), country.alpha_2


@cache
def _foreign() -> Mapping[str, str]:
    """Codes by CLDR's names in other languages, folded, but for names that mean two countries; read when one is asked
    for."""
    known = _country_codes()
    meant: dict[str, set[str]] = {}
    for language in _LANGUAGES:
        for code, name in _territories(language).items():
            if code in known:
                meant.setdefault(words(name), set()).add(code)
    return {name: codes.pop() for name, codes in meant.items() if len(codes) == 1}


def _territories(language: str) -> Mapping[str, str]:
    """CLDR's names of territories by code: Russia, where ISO 3166 has the Russian Federation."""
    return cast("Mapping[str, str]", Locale(language).territories)
