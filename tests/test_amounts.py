"""Money as people write it."""

from typing import Any

import pytest

from app.importing.amounts import amount_of, amounts_in


@pytest.mark.parametrize(
    ("text", "amount"),
    [
        ("US$3.9 billion", {"value": 3_900_000_000, "currency": "USD"}),
        ("INR 6,003.65 crore", {"value": 60_036_500_000, "currency": "INR"}),
        ("₹1,20,000 crore", {"value": 1_200_000_000_000, "currency": "INR"}),
        ("€ 735 million", {"value": 735_000_000, "currency": "EUR"}),
        ("1,5 million EUR", {"value": 1_500_000, "currency": "EUR"}),
        ("3.125 billion USD", {"value": 3_125_000_000, "currency": "USD"}),
        ("1.234.567 EUR", {"value": 1_234_567, "currency": "EUR"}),
        ("1 200 000 EUR", {"value": 1_200_000, "currency": "EUR"}),
        ("€5-7bn", {"min": 5_000_000_000, "max": 7_000_000_000, "currency": "EUR"}),
        ("between 5 and 7 million US dollars", {"min": 5_000_000, "max": 7_000_000, "currency": "USD"}),
        ("nearly US$5 million", {"value": 5_000_000, "qualifier": "nearly", "currency": "USD"}),
        ("at least £5m", {"min": 5_000_000, "currency": "GBP"}),
        ("up to €1 billion a year", {"max": 1_000_000_000, "currency": "EUR", "period": "P1Y"}),
        ("A$90 million over five years", {"value": 90_000_000, "currency": "AUD", "period": "P5Y"}),
    ],
)
def test_an_amount_is_read_as_it_is_meant(text: str, amount: dict[str, Any]) -> None:
    assert amount_of(text).model_dump(exclude_none=True) == amount


@pytest.mark.parametrize(
    ("text", "currency", "problem"),
    [
        ("$5 million", None, r"USD\?"),
        ("735", None, "in which currency"),
        ("Rs. 500 crore", "USD", "not in USD"),
        ("1.500 EUR", None, "1500 or 1.5"),
        ("1.500 Mio. €", None, "1500 or 1.5"),
        ("USD 12.50", None, "no whole number"),
        ("-5 EUR", None, "no amount"),
        ("45 %", "EUR", "no amount"),
        ("", "EUR", "no amount"),
    ],
)
def test_what_may_mean_two_things_is_asked(text: str, currency: str | None, problem: str) -> None:
    with pytest.raises(ValueError, match=problem):
        amount_of(text, currency)


def test_a_column_says_what_its_figures_are_counted_in() -> None:
    assert amount_of("735", "EUR", 1_000_000).value == 735_000_000
    assert amount_of("2.3 bn", "EUR", 1_000_000).value == 2_300_000_000
    assert amount_of("$5", "AUD").currency == "AUD"


def test_amounts_are_found_in_a_sentence_and_other_figures_are_not() -> None:
    text = "In 2024 US$5 million went to TOP 500 firms; about 40 to 45 billion dollars, or ¥9 trillion, follow by 2029."
    found = list(amounts_in(text))
    assert [text[one.start : one.end] for one in found] == [
        "US$5 million",
        "about 40 to 45 billion dollars",
        "¥9 trillion",
    ]
    assert [(one.currency, one.likely) for one in found] == [("USD", False), ("USD", True), ("JPY", True)]
