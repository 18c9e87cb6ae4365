"""Dates as tables have them."""

import pytest

from app.importing.spreadsheet.dates import Order, decided, edtf_of


@pytest.mark.parametrize(
    ("text", "date"),
    [
        ("2024-06-17", "2024-06-17"), ("2024", "2024"), ("2024-06", "2024-06"), ("2013~", "2013~"), ("202X", "202X"),
        ("2024/06/17", "2024-06-17"), ("2024.06.17", "2024-06-17"), ("06/2024", "2024-06"), ("ca. 2013", "2013~"),
        ("17 June 2024", "2024-06-17"), ("17th June 2024", "2024-06-17"), ("June 17, 2024", "2024-06-17"),
        ("17-Jun-2024", "2024-06-17"), ("17. Juni 2024", "2024-06-17"), ("1er juillet 2024", "2024-07-01"),
        ("3 de mayo de 2024", "2024-05-03"), ("Sept 2024", "2024-09"), ("Q3 2024", "2024-07/2024-09"),
        ("2024/2029", "2024/2029"), ("2024-06-17T10:00:00Z", "2024-06-17"), ("2024-06-17 00:00:00", "2024-06-17"),
        ("17/06/2024 10:15 pm", "2024-06-17"), ("17.6.2024", "2024-06-17"),
    ],
)  # fmt: skip
def test_a_date_is_read_as_exactly_as_it_is_written(text: str, date: str) -> None:
    assert edtf_of(text, Order.DAY_FIRST) == date


@pytest.mark.parametrize("text", ["17/06/24", "06/17/2024", "31/02/2024", "2024-13-01", "soon", "45460", "2024/", ""])
def test_what_is_no_date_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match="write 2024-06-17"):
        edtf_of(text, Order.DAY_FIRST)


def test_without_an_order_no_day_is_taken_for_a_month() -> None:
    with pytest.raises(ValueError, match="whether its day or its month is first"):
        edtf_of("03/04/2024")


@pytest.mark.parametrize(
    ("column", "order"),
    [
        (["03/04/2024", "17/06/2024"], Order.DAY_FIRST),
        (["03/04/2024", "06/17/2024 00:00"], Order.MONTH_FIRST),
        (["05/05/2024", "2024"], Order.DAY_FIRST),
        (["03/04/2024", "2024-06-17"], None),
        (["17/06/2024", "06/17/2024"], None),
    ],
)
def test_a_column_has_one_order_or_none_that_it_tells(column: list[str], order: Order | None) -> None:
    decision = decided(column)
    assert decision and decision.order is order


def test_a_column_without_such_dates_needs_no_order() -> None:
    assert decided(["2024-06-17", "June 2024", ""]) is None
