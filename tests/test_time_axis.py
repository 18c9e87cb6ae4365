"""An axis of time keeps every day in its place, and dates as exact as they are."""

from datetime import date
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.report.figure.axis import BREAK, axis
from app.report.figure.moments import Moment, Time, time_of
from app.report.wording import Language


def days(first: str, last: str | None = None, signs: str = "") -> Moment:
    """Some day from one (ISO 8601) to another."""
    begin, end = (date.fromisoformat(day).toordinal() for day in (first, last or first))
    return Moment(begin, end, signs)


@pytest.mark.parametrize(
    ("edtf", "moment"),
    [
        ("2024-06-17", days("2024-06-17")),
        ("2024-06", days("2024-06-01", "2024-06-30")),
        ("2024?", days("2024-01-01", "2024-12-31", "?")),
        ("2013~", days("2013-01-01", "2013-12-31", "~")),
        ("2013%", days("2013-01-01", "2013-12-31", "?~")),
        ("202X", days("2020-01-01", "2029-12-31")),
        ("[2024,2026]", days("2024-01-01", "2026-12-31")),
        ("[2024..]", days("2024-01-01", "2024-12-31")),
        ("../..", None),
        ("0000", days("0001-01-01")),
    ],
)
def test_a_moment_is_as_exact_as_its_date(edtf: str, moment: Moment | None) -> None:
    assert Moment.parse(edtf) == moment


YEAR, LATER = days("2024-01-01", "2024-12-31"), days("2029-01-01", "2029-12-31", "?")


@pytest.mark.parametrize(
    ("start", "end", "lasts", "time"),
    [
        ("2024", "2029?", True, Time(YEAR, LATER)),
        ("2024", None, True, Time(YEAR, None, is_open=True)),
        ("2024", None, False, Time(YEAR, None)),
        (None, "2029?", False, Time(None, LATER, is_open=True)),
        ("2024/2029?", None, True, Time(YEAR, LATER)),
        ("2024/..", None, False, Time(YEAR, None, is_open=True)),
        ("../2024", None, False, Time(None, YEAR, is_open=True)),
        ("2024", "2024", True, Time(YEAR, None, is_open=True)),
    ],
)
def test_a_side_without_a_date_is_open_where_something_goes_on(
    start: str | None, end: str | None, lasts: bool, time: Time
) -> None:
    assert time_of(start, end, lasts) == time


some_days = st.sets(st.dates(date(1000, 1, 1), date(9998, 12, 31)).map(date.toordinal), min_size=1, max_size=30)
near_days = st.sets(st.dates(date(2019, 1, 1), date(2031, 1, 1)).map(date.toordinal), min_size=1, max_size=30)


@settings(max_examples=200)
@given(
    shown=st.one_of(some_days, near_days, st.tuples(some_days, near_days).map(lambda both: both[0] | both[1])),
    width=st.floats(88, 850),
    lang=st.sampled_from(list(Language)),
)
def test_later_days_stand_further_on_and_no_label_on_another(shown: set[int], width: float, lang: Language) -> None:
    along = axis(shown, width)

    places = [along.at(day) for day in sorted(shown)]
    assert places == sorted(places) and places[0] >= 0 and along.at(max(shown) + 1) <= width + 0.01
    assert len(along.breaks) * BREAK < width / 2, "most of it is to scale"
    ticks = along.ticks(lang)
    assert all(tick.x >= 0 and tick.end <= width for tick in ticks)
    assert all(one.end < other.text_x for one, other in pairwise(ticks))


def test_years_in_which_nothing_happens_are_left_out_where_the_rest_would_have_no_room() -> None:
    crowded = [date(2023 + index // 12, index % 12 + 1, 5).toordinal() for index in range(36)]
    old = date(1947, 8, 15).toordinal()
    along, whole = axis([old, *crowded], 400), axis(crowded, 400)
    assert len(along.breaks) == 1 and not whole.breaks
    assert along.at(crowded[-1]) - along.at(crowded[0]) > 200
    labels = [tick.label for tick in along.ticks(Language.EN)]
    assert "1947" in labels and "2024" in labels

    steady = [date(year, 1, 1).toordinal() for year in range(1990, 2030, 4)]
    assert not axis(steady, 400).breaks, "a usual time"
