"""What follows from claims: ids, statuses, spans; for any claims at all."""

import random
import re
from datetime import date
from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.dates import ONE_DATE, one_date, span
from app.domain.records import Claim
from app.domain.ties import derive_tie, is_tie_id, on_day, tie_as_of, tie_id
from app.domain.vocabulary import PROMISED, RELATIONS, Attribute, Relation, Reliability, Stance, Standing, Status

slugs = st.from_regex(r"[a-z0-9]{1,6}(-[a-z0-9]{1,4}){0,2}", fullmatch=True)
dates = st.dates().map(lambda day: day.isoformat())


amounts = st.fixed_dictionaries(
    {"value": st.sampled_from([40, 45, 90]), "currency": st.just("USD")},
    optional={"qualifier": st.sampled_from(["about", "nearly", "over"])},
)


@st.composite
def claims(draw: st.DrawFn) -> Claim:
    """Any claim that a document can make."""
    stance = draw(st.sampled_from(Stance))
    status = draw(st.sampled_from(Status)) if stance is Stance.SUPPORTS else None
    return Claim.model_validate(
        {
            "id": draw(st.from_regex(r"[0-9a-f]{16}", fullmatch=True)),
            "document": draw(slugs),
            "position": draw(st.integers(0, 3)),
            "publisher": draw(st.sampled_from([None, "One", "Other"])),
            "reliability": draw(st.sampled_from(Reliability)),
            "published": draw(st.sampled_from(["2020", "2021-05", "2021-05-09", "2022-01-01", "2023"])),
            "stance": stance,
            "status": status,
            "technologies": draw(st.lists(slugs, max_size=2)),
            "about": draw(st.none() | st.sampled_from(Attribute)) if stance is Stance.DISPUTES else None,
            "start": draw(st.none() | dates),
            "amount": draw(st.none() | amounts),
            "says": draw(st.sampled_from(["Something.", "The same in other words."])),
            "where": "line 1",
        }
    )


many = st.lists(claims(), max_size=8, unique_by=lambda claim: claim.id)
DAYS = ["2019-12-31", "2020-12-31", "2021-05-09", "2021-05-31", "2022-06-01", "2023-12-31", "9999-12-31"]


def derived(found: list[Claim]):
    return derive_tie(Relation.FUNDS, "a", "b", None, found)


@given(many, st.sampled_from(DAYS))
def test_a_ties_status_is_that_of_the_newest_claim_of_the_best_class_as_of_any_day(
    found: list[Claim], day: str
) -> None:
    whole = derived(found)
    tie = tie_as_of(whole, day) if whole else None

    known = [claim for claim in found if claim.known <= day]
    supporting = [claim for claim in known if claim.stance is Stance.SUPPORTS]
    if not supporting:
        assert tie is None
        return
    answerable = [claim for claim in supporting if claim.reliability.is_answerable]
    deciding = answerable or supporting
    newest = max(claim.known for claim in deciding)
    allowed = [claim.status for claim in deciding if claim.known == newest and claim.status]
    assert tie is not None
    assert tie.status == min(allowed, key=lambda status: status.rank), "of one day, the least far along"
    assert tie.reported == newest
    assert tie.reliability.is_answerable == bool(answerable)
    assert set(tie.claims) == set(known)
    assert set(tie.technologies) == {field for claim in supporting for field in claim.technologies}
    assert tie.documents == len({claim.document for claim in supporting})
    assert tie.overdue == (tie.due is not None and newest < tie.due < day and tie.status in PROMISED)


@given(many)
def test_a_tie_is_disputed_only_by_sources_as_good_as_its_support(found: list[Claim]) -> None:
    tie = derived(found)
    if tie is None:
        return
    denying = [claim for claim in found if claim.stance is Stance.DISPUTES and not claim.about]
    as_good = [claim for claim in denying if claim.reliability.is_answerable or not tie.reliability.is_answerable]
    expected = Standing.DISPUTED if as_good else Standing.CONTESTED if denying else Standing.UNDISPUTED
    assert tie.standing is expected
    assert tie.disputed == (tie.standing is Standing.DISPUTED)


@given(many, claims())
def test_what_nobody_answers_for_changes_nothing_that_somebody_does(found: list[Claim], blog: Claim) -> None:
    tie = derived(found)
    if tie is None or not tie.reliability.is_answerable:
        return
    after = derived([*found, blog.model_copy(update={"id": "f" * 17, "reliability": Reliability.UNVERIFIED})])

    assert after is not None
    same = ("status", "start", "end", "place", "amount", "reported", "due", "reliability", "disputed")
    assert [getattr(after, name) for name in same] == [getattr(tie, name) for name in same]
    gone = [
        conflict for conflict in tie.conflicts if conflict.attribute not in {one.attribute for one in after.conflicts}
    ]
    assert not gone


@given(many)
def test_other_words_change_only_the_words(found: list[Claim]) -> None:
    tie = derived(found)
    reworded = [claim.model_copy(update={"says": f"{claim.says} Again.", "id": claim.id[::-1]}) for claim in found]
    other = derived(reworded)
    if tie is None or other is None:
        assert tie is other
        return
    assert tie.model_copy(update={"claims": ()}) == other.model_copy(update={"claims": ()})


def test_a_promise_is_overdue_from_the_day_after_it_was_due() -> None:
    tie = derived([made_claim(status="planned", published="2023-02", start="2024")])
    assert tie is not None and tie.due == "2024-12-31"
    assert not on_day(tie, "2024-12-31").overdue
    assert on_day(tie, "2025-01-01").overdue
    later = derived([made_claim(status="planned", published="2023-02", start="2024"),
                     made_claim(id="b", status="planned", published="2025-03")])  # fmt: skip
    assert later is not None and later.due is None, "there has been a later word"


@pytest.mark.parametrize(
    ("one", "other", "apart"),
    [
        ({"value": 45, "qualifier": "about"}, {"value": 40, "qualifier": "nearly"}, True),
        ({"value": 45, "qualifier": "about"}, {"value": 45, "qualifier": "over"}, False),
        ({"min": 5, "max": 7}, {"value": 6}, False),
        ({"value": 90}, {"value": 91}, True),
    ],
)
def test_amounts_that_no_hedge_reconciles_are_a_conflict(
    one: dict[str, object], other: dict[str, object], apart: bool
) -> None:
    claims = [
        made_claim(status="active", amount=one | {"currency": "USD"}),
        made_claim(id="b", document="c", status="active", amount=other | {"currency": "USD"}),
    ]
    tie = derived(claims)
    assert tie is not None
    assert [conflict.attribute for conflict in tie.conflicts] == (["amount"] if apart else [])
    if apart:
        assert [value.documents for value in tie.conflicts[0].values] == [("b",), ("c",)]


def test_a_status_that_went_back_is_a_conflict_and_one_that_went_on_is_none() -> None:
    def attributes(first: str, second: str) -> list[str]:
        tie = derived([made_claim(status=first, published="2023"), made_claim(id="b", status=second, published="2024")])
        assert tie is not None
        return [conflict.attribute for conflict in tie.conflicts]

    assert attributes("active", "announced") == ["status"]
    assert (
        attributes("planned", "active") == attributes("active", "completed") == attributes("active", "suspended") == []
    )


def test_a_denied_amount_is_a_conflict_and_no_dispute_of_the_tie() -> None:
    denial = {"stance": "disputes", "about": "amount", "status": None, "amount": {"value": 30, "currency": "USD"}}
    tie = derived([made_claim(status="active", amount={"value": 40, "currency": "USD"}),
                   made_claim(id="b", document="c", **denial)])  # fmt: skip
    assert tie is not None and tie.standing is Standing.UNDISPUTED
    assert [(value.value, str(value.stance)) for value in tie.conflicts[0].values] == [
        ("40 USD", "supports"), ("30 USD", "disputes")
    ]  # fmt: skip


def made_claim(**fields: object) -> Claim:
    """A claim of an official document, with some fields of its own."""
    given = {"id": "a", "document": "b", "position": 0, "published": "2023", "reliability": "official"}
    return Claim.model_validate({**given, "says": "Something.", "where": "line 1", **fields})


@given(many, st.integers())
def test_the_order_of_claims_does_not_matter(found: list[Claim], seed: int) -> None:
    shuffled = found.copy()
    random.Random(seed).shuffle(shuffled)
    assert derived(found) == derived(shuffled)


@given(many)
def test_as_of_the_last_day_is_the_tie_itself(found: list[Claim]) -> None:
    tie = derived(found)
    if tie:
        assert tie_as_of(tie, "9999-12-31") == on_day(tie, "9999-12-31")


@given(st.sampled_from(Relation), slugs, slugs, st.none() | slugs)
def test_ids_of_ties_tell_ends_apart_unless_the_relation_is_symmetric(
    relation: Relation, subject: str, object: str, topic: str | None
) -> None:
    here, there = tie_id(relation, subject, object, topic), tie_id(relation, object, subject, topic)
    assert is_tie_id(here) and not is_tie_id(subject)
    assert (here == there) == (RELATIONS[relation].symmetric or subject == object)


tie_keys = st.tuples(st.sampled_from(Relation), slugs, slugs, st.none() | slugs)


@given(tie_keys, tie_keys)
def test_different_ties_have_different_ids(
    one: tuple[Relation, str, str, str | None], other: tuple[Relation, str, str, str | None]
) -> None:
    def canonical(relation: Relation, subject: str, object: str, topic: str | None) -> tuple[object, ...]:
        ends = sorted((subject, object)) if RELATIONS[relation].symmetric else [subject, object]
        return relation, *ends, topic

    assert (tie_id(*one) == tie_id(*other)) == (canonical(*one) == canonical(*other))


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("2024", "2024-01-01", "2024-12-31"),
        ("2024-02", "2024-02-01", "2024-02-29"),
        ("2024-06-17", "2024-06-17", "2024-06-17"),
        ("2029?", "2029-01-01", "2029-12-31"),
        ("2024/2029", "2024-01-01", "2029-12-31"),
        ("2024/..", "2024-01-01", "9999-12-31"),
        ("../2024", "0000-01-01", "2024-12-31"),
        ("202X", "2020-01-01", "2029-12-31"),
        ("0000", "0000-01-01", "0000-12-31"),
        ("0000-02", "0000-02-01", "0000-02-29"),
        ("2024-06-17/2024-06-18", "2024-06-17", "2024-06-18"),
    ],
)
def test_edtf_dates_have_a_first_and_a_last_day(text: str, first: str, last: str) -> None:
    assert span(text) == (first, last)


@pytest.mark.parametrize(
    "text",
    [
        "", "June 2024", "2024-13", "2023-02-29", "17.06.2024", "-0100", "Y-17000", "2024-6", "2024-00-17", "2024-00",
        "2024-06-00", "0000-00-00", "２０２４", "٢٠٢٤",
    ],
)  # fmt: skip
def test_what_is_not_a_date_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match=r"write 2024|outside"):
        span(text)


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("2024/", "write .. where it is"),
        ("/2024", "write .. where it is"),
        ("2029/2024", "ends before it begins"),
        ("2024-06-17/2024-06-15", "ends before it begins"),
        ("2024?/2023", "ends before it begins"),
        ("2024-21", "is a season"),
        ("2024-22/2024-24", "is a season"),
    ],
)
def test_what_has_no_first_and_last_day_that_all_agree_on_is_refused(text: str, says: str) -> None:
    with pytest.raises(ValueError, match=says):
        span(text)


@given(st.from_regex(ONE_DATE, fullmatch=True))
def test_what_the_pattern_of_a_date_allows_is_taken(text: str) -> None:
    first, last = span(one_date(text))
    assert "0000-01-01" <= first <= last <= "9999-12-31"


@pytest.mark.parametrize("year", [1900, 2000, 2023, 2024])
def test_the_pattern_of_a_date_knows_the_calendar(year: int) -> None:
    for month, day in product(range(15), range(34)):
        text = f"{year}-{month:02}-{day:02}"
        assert bool(re.fullmatch(ONE_DATE, text)) == is_day(year, month, day), text


def is_day(year: int, month: int, day: int) -> bool:
    """Whether there is such a day."""
    try:
        date(year, month, day)
    except ValueError:
        return False
    return True


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("2024/2029", "is an interval; write one of its ends"),
        ("[1667,1668]", "is a set of dates; write one of them"),
        ("2024-21", "is a season"),
        ("2024-13", "is not one date of EDTF; write 2024"),
        ("٢٠٢٤", "is not one date of EDTF"),
    ],
)
def test_what_is_not_one_date_is_told_what_would_be_right(text: str, says: str) -> None:
    with pytest.raises(ValueError, match=re.escape(says)):
        one_date(text)


@given(st.dates())
def test_plain_days_are_themselves(day: object) -> None:
    assert span(str(day)) == (str(day), str(day))


@given(st.dates(), st.dates(), st.sampled_from(["", "?", "~"]))
def test_an_interval_has_its_ends_or_is_refused(begin: date, end: date, doubt: str) -> None:
    text = f"{begin}{doubt}/{end}{doubt}"
    if begin > end:
        with pytest.raises(ValueError, match="ends before it begins"):
            span(text)
    else:
        assert span(text) == (str(begin), str(end))
    assert span(f"../{end}") == ("0000-01-01", str(end)) and span(f"{begin}/..") == (str(begin), "9999-12-31")


@given(st.text("0123456789-/.X?~%{}[], TZ:Y", max_size=20))
def test_any_text_is_a_date_or_refused(text: str) -> None:
    try:
        first, last = span(text)
    except ValueError:
        return
    assert "0000-01-01" <= first <= last <= "9999-12-31"


@pytest.mark.parametrize("text", ["../x", "2024/2025/2026", "../../.."])
def test_a_text_that_is_refused_prints_nothing(text: str, capsys: pytest.CaptureFixture[str]) -> None:
    """What reads dates for us prints what it tries, which would be in the middle of an answer."""
    with pytest.raises(ValueError, match="write 2024"):
        span(text)
    assert capsys.readouterr().out == ""
