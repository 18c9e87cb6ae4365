"""Codes of countries and currencies, as people write them in data and in questions."""

import re
from pathlib import Path
from string import ascii_uppercase

import httpx
import pycountry
import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.dataset.checking import read_dataset
from app.domain.codes import country_code, country_pattern, currency_code, currency_pattern
from tests.test_dataset import errors, replace

KNOWN = [country.alpha_2 for country in (*pycountry.countries, *pycountry.historic_countries)] + ["EU", "XK"]


@pytest.mark.parametrize(
    ("written", "code"),
    [
        ("uk", "GB"), ("EL", "GR"), ("XK", "XK"), ("Kosovo", "XK"), ("840", "US"), ("U.S.", "US"), ("America", "US"),
        ("Britain", "GB"), ("the Netherlands", "NL"), ("Holland", "NL"), ("Turkey", "TR"), ("Turkiye", "TR"),
        ("UAE", "AE"), ("Swaziland", "SZ"), ("Burma", "MM"), ("DRC", "CD"), ("Congo", "CG"), ("Iran", "IR"),
        ("Korea", "KR"), ("Republic of Korea", "KR"), ("North Korea", "KP"), ("Republic of China", "TW"),
        ("Cote d'Ivoire", "CI"), ("Ivory Coast", "CI"), ("East Timor", "TL"), ("Palestine", "PS"), ("Vatican", "VA"),
        ("SU", "SU"), ("USSR", "SU"), ("Soviet Union", "SU"), ("SUN", "SU"), ("YU", "YU"), ("Czechoslovakia", "CS"),
        ("East Germany", "DD"), ("AN", "AN"), ("AI", "AI"), ("Deutschland", "DE"), ("भारत", "IN"), ("中国", "CN"),
    ],
)  # fmt: skip
def test_a_country_is_known_by_any_name_that_people_use(written: str, code: str) -> None:
    assert country_code(written) == code


@pytest.mark.parametrize(
    ("written", "says"),
    [("Turky", "did you mean TR, Türkiye"), ("Yugoslvia", "did you mean YU"), ("Atlantis", "write IN, IND or India")],
)
def test_what_is_no_country_is_told_what_may_be_meant(written: str, says: str) -> None:
    with pytest.raises(ValueError, match=says):
        country_code(written)


@given(st.sampled_from(KNOWN) | st.text(max_size=20))
def test_a_code_that_is_given_back_is_taken_again(text: str) -> None:
    """The service shows `country=XK` to who asked for Kosovo, and must take it."""
    try:
        code = country_code(text)
    except ValueError:
        assert text not in KNOWN
    else:
        assert country_code(code) == code and code in KNOWN
        assert text not in KNOWN or code == text


@pytest.mark.parametrize("first", ascii_uppercase)
def test_the_pattern_of_a_country_allows_its_codes_alone(first: str) -> None:
    """OpenAPI and the schemas of data show it, so that who follows them is not refused."""
    pairs = {first + second for second in ascii_uppercase}

    assert {code for code in pairs if re.fullmatch(country_pattern(), code)} == pairs.intersection(KNOWN)
    assert all(country_code(code) == code for code in pairs.intersection(KNOWN))


@given(st.from_regex(currency_pattern(), fullmatch=True))
def test_the_pattern_of_a_currency_allows_what_is_taken(text: str) -> None:
    assert currency_code(text) == text


@given(st.text(ascii_uppercase, min_size=3, max_size=3))
def test_what_the_pattern_of_a_currency_does_not_allow_is_refused(text: str) -> None:
    if not re.fullmatch(currency_pattern(), text):
        with pytest.raises(ValueError, match="is not an ISO 4217 currency"):
            currency_code(text)


@pytest.mark.parametrize("code", ["DEM", "frf", "XEU", "HRK", "SUR", "USD"])
def test_history_is_written_in_the_money_of_its_day(code: str) -> None:
    assert currency_code(code) == code.upper()


def test_data_and_questions_read_countries_alike(client: httpx.Client, small: Path) -> None:
    """What a file calls a country, a question finds it by, and the answer says by which code."""
    replace(small / "entities/agency.yaml", "country: AX", "country: [United Kingdom, EL, USSR]")
    replace(small / "documents/2024-03-01-plan.yaml", "currency: EUR", "currency: dem")
    dataset = read_dataset([small])

    assert dataset.entities["space-office"].country == ("GB", "GR", "SU")
    assert dataset.ties["aland--funds--moon-fund"].model_dump_json().count('"DEM"') > 1
    for name in ("uk", "EL", "USSR", "Kosovo"):
        shown = client.get("/ties", params={"country": name}).raise_for_status().json()["meta"]["parameters"]["country"]
        assert client.get("/ties", params={"country": shown}).is_success


def test_who_is_no_country_is_told_so(small: Path) -> None:
    replace(small / "entities/agency.yaml", "country: AX", "country: UN")

    assert "'UN' is not a country of ISO 3166" in errors(small)[0]
