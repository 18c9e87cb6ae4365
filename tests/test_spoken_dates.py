"""Dates in words: each form of EDTF that a dataset may have, in each language of reports."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.dates import span
from app.report.spoken_dates import spoken, spoken_period
from app.report.wording import Language

EXAMPLES = {
    "2024": "2024",
    "2024-06": "June 2024",
    "2024-06-17": "June 17, 2024",
    "0824-02-29": "February 29, 824",
    "2029?": "perhaps 2029",
    "2024-06~": "about June 2024",
    "2024-06-17%": "perhaps about June 17, 2024",
    "2024-?06-17": "perhaps June 17, 2024",
    "~2024-06": "about June 2024",
    "202X": "between 2020 and 2029",
    "20XX?": "perhaps between 2000 and 2099",
    "2024-XX": "2024",
    "2024-XX-XX": "2024",
    "2024-06-XX": "June 2024",
    "156X-12-25": "between December 25, 1560 and December 25, 1569",
    "2024S3": "2024",
    "2024-06-17T10:00:00Z": "June 17, 2024",
    "2024/2029": "2024 to 2029",
    "2024-06/2029~": "June 2024 to about 2029",
    "2024/2024": "2024",
    "../2024-10": "until October 2024",
    "2024-06?/..": "from perhaps June 2024",
    "../..": "../..",
    "[2024,2025-06]": "2024 or June 2025",
    "[..2024]": "until 2024",
    "{2024..2026, 2028}": "2024 to 2026 and 2028",
    "{2024..}": "from 2024",
    "0000": "0000",
}


@pytest.mark.parametrize(("text", "words"), EXAMPLES.items())
def test_each_form_of_edtf_has_words(text: str, words: str) -> None:
    span(text)  # raises ValueError for what no dataset may have
    assert spoken(text, Language.EN) == words


@pytest.mark.parametrize(
    ("language", "words"),
    [
        (Language.EN, ("June 2024 to about 2029", "until perhaps 2030", "from June 17, 2024", "between 2020 and 2029")),
        (Language.DE, ("Juni 2024 bis etwa 2029", "bis vielleicht 2030", "ab 17. Juni 2024", "zwischen 2020 und 2029")),
        (Language.FR, ("juin 2024 – vers 2029", "fin : peut-être 2030", "début : 17 juin 2024", "entre 2020 et 2029")),
        (
            Language.RU,
            ("июнь 2024 г. – примерно 2029", "конец: возможно, 2030", "начало: 17 июня 2024 г.", "между 2020 и 2029"),
        ),
        (Language.HI, ("जून 2024 से लगभग 2029 तक", "संभवतः 2030 तक", "17 जून 2024 से", "2020 और 2029 के बीच")),
    ],
)
def test_each_language_has_its_own(language: Language, words: tuple[str, ...]) -> None:
    texts = ("2024-06/2029~", "../2030?", "2024-06-17/..", "202X")
    assert tuple(spoken(text, language) for text in texts) == words


days = st.dates().map(str)
dates = st.tuples(days, st.sampled_from([4, 7, 10]), st.sampled_from(["", "?", "~", "%"])).map(
    lambda parts: parts[0][: parts[1]] + parts[2]
)
languages = st.sampled_from(Language)


@given(dates, languages)
def test_a_date_in_words_says_its_year_and_no_edtf(text: str, language: Language) -> None:
    words = spoken(text, language)

    assert str(int(text[:4])) in words
    assert not any(mark in words for mark in "?~%/")


@given(dates, dates, languages)
def test_dates_that_differ_have_words_that_differ(one: str, other: str, language: Language) -> None:
    assert (spoken(one, language) == spoken(other, language)) == (one == other)


@given(dates, dates, languages)
def test_a_period_holds_the_words_of_both_its_ends(start: str, end: str, language: Language) -> None:
    words = spoken_period(start, end, language)

    assert spoken(start, language) in words and spoken(end, language) in words
    assert words == spoken(f"{start}/{end}", language)
    assert spoken_period(None, end, language) == spoken(f"../{end}", language) != words
    assert spoken_period(start, None, language) == spoken(start, language)


def test_nothing_said_is_nothing() -> None:
    assert spoken_period(None, None, Language.EN) == ""
