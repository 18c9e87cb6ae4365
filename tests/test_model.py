"""What follows from claims: ids, statuses, spans; for any claims at all."""

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.dates import span
from app.domain.records import Claim
from app.domain.ties import derive_tie, is_tie_id, tie_as_of, tie_id
from app.domain.vocabulary import RELATIONS, Relation, Stance, Status

slugs = st.from_regex(r"[a-z0-9]{1,6}(-[a-z0-9]{1,4}){0,2}", fullmatch=True)
dates = st.dates().map(lambda day: day.isoformat())


@st.composite
def claims(draw: st.DrawFn) -> Claim:
    """Any claim that a document can make."""
    stance = draw(st.sampled_from(Stance))
    status = draw(st.sampled_from(Status)) if stance is Stance.SUPPORTS else None
    return Claim.model_validate(
        {
            "id": draw(st.from_regex(r"[0-9a-f]{16}", fullmatch=True)),
            "document": draw(slugs),
            "published": draw(st.sampled_from(["2020", "2021-05", "2021-05-09", "2022-01-01", "2023"])),
            "stance": stance,
            "status": status,
            "technologies": draw(st.lists(slugs, max_size=2)),
            "start": draw(st.none() | dates),
            "says": "Something.",
            "where": "line 1",
        }
    )


many = st.lists(claims(), max_size=8, unique_by=lambda claim: claim.id)
DAYS = ["2019-12-31", "2020-12-31", "2021-05-09", "2021-05-31", "2022-06-01", "2023-12-31", "9999-12-31"]


def derived(found: list[Claim]):
    return derive_tie(Relation.FUNDS, "a", "b", None, found)


@given(many, st.sampled_from(DAYS))
def test_a_ties_status_is_that_of_its_newest_supporting_claim_as_of_any_day(found: list[Claim], day: str) -> None:
    whole = derived(found)
    tie = tie_as_of(whole, day) if whole else None

    known = [claim for claim in found if claim.known <= day]
    supporting = [claim for claim in known if claim.stance is Stance.SUPPORTS]
    if not supporting:
        assert tie is None
        return
    newest = max(claim.known for claim in supporting)
    allowed = [claim.status for claim in supporting if claim.known == newest and claim.status]
    assert tie is not None
    assert tie.status == min(allowed, key=lambda status: status.rank), "of one day, the least far along"
    assert tie.disputed == (len(supporting) < len(known))
    assert set(tie.claims) == set(known)
    assert set(tie.technologies) == {field for claim in supporting for field in claim.technologies}


@given(many, st.integers())
def test_the_order_of_claims_does_not_matter(found: list[Claim], seed: int) -> None:
    shuffled = found.copy()
    random.Random(seed).shuffle(shuffled)
    assert derived(found) == derived(shuffled)


@given(many)
def test_as_of_the_last_day_is_the_tie_itself(found: list[Claim]) -> None:
    tie = derived(found)
    if tie:
        assert tie_as_of(tie, "9999-12-31") == tie


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
    ],
)
def test_edtf_dates_have_a_first_and_a_last_day(text: str, first: str, last: str) -> None:
    assert span(text) == (first, last)


@pytest.mark.parametrize("text", ["", "June 2024", "2024-13", "2023-02-29", "17.06.2024", "-0100", "Y-17000", "2024-6"])
def test_what_is_not_a_date_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match=r"write 2024|outside"):
        span(text)


@given(st.dates())
def test_plain_days_are_themselves(day: object) -> None:
    assert span(str(day)) == (str(day), str(day))
