"""The matcher: what a name means, how sure that is, and why."""

from functools import cache

import pytest

from app.dataset.checking import read_dataset
from app.domain.vocabulary import Kind
from app.importing.matcher import AUTOMATIC, Known, Name, Sought, automatic, ranked
from bench.matching import misspelled, unseen
from tests.support import SEED

ELSEWHERE = (
    "University of Rhode Island", "Virginia Polytechnic Institute", "Fraunhofer Society", "Ministry of Fisheries",
    "Nippon Steel", "Tata Memorial Hospital", "Department of Fine Arts", "Indian Institute of Astrology",
    "Moscow State Circus", "US Steel", "Space Needle", "Quantum of Solace", "National Institute of Design",
)  # fmt: skip
"""Names of what the seed does not have."""


@cache
def known() -> tuple[Known, ...]:
    """The entities of the seed."""
    return tuple(Known.of(entity) for entity in read_dataset([SEED]).entities.values())


@pytest.mark.parametrize(
    ("sought", "id"),
    [
        (Sought("NASA"), "nasa"),
        (Sought("n.a.s.a."), "nasa"),
        (Sought("NASA (USA)"), "nasa"),
        (Sought("ISRO, India"), "isro"),
        (Sought("Indian Space Research Organisation"), "isro"),
        (Sought("Indian Space Reserch Organisation", country="IN"), "isro"),
        (Sought("3rdiTech Pvt. Ltd."), "3rditech"),
        (Sought("no such name", same_as={"wikidata": "Q23548"}), "nasa"),
    ],
)
def test_a_name_with_what_else_is_known_is_one_thing(sought: Sought, id: str) -> None:
    found = automatic(ranked(sought, known()))
    assert found and found.id == id and found.score >= AUTOMATIC


@pytest.mark.parametrize(
    "sought",
    [
        Sought("Rosscosmos"),  # a letter too many
        Sought("Роскозмос"),
        Sought("NASA", country="IN"),
        Sought("NASA", same_as={"wikidata": "Q1"}),
        Sought("NASA", kind=Kind.COMPANY),
        Sought("Chandrayaan-9"),
    ],
)
def test_what_a_person_has_to_decide_is_left_to_one(sought: Sought) -> None:
    assert automatic(ranked(sought, known())) is None


@pytest.mark.parametrize("name", ELSEWHERE)
def test_what_is_not_known_is_nothing_that_is(name: str) -> None:
    assert automatic(ranked(Sought(name), known())) is None


def test_two_of_one_name_are_told_apart_by_what_else_is_known() -> None:
    ministries = [
        Known("mod-india", [Name.of("Ministry of Defence")], ["IN"], "https://mod.gov.in"),
        Known("mod-uk", [Name.of("Ministry of Defence")], ["GB"], "https://www.gov.uk/mod"),
    ]
    assert automatic(ranked(Sought("Ministry of Defence"), ministries)) is None
    for sought in (
        Sought("Ministry of Defence", country="GB"),
        Sought("Ministry of Defence, United Kingdom"),
        Sought("Ministry of Defense", website="http://gov.uk/"),
    ):
        found = automatic(ranked(sought, ministries))
        assert found and found.id == "mod-uk" and found.reasons


def test_reasons_say_what_the_score_is_made_of() -> None:
    first = ranked(Sought("NASSA", country="US", website="nasa.gov"), known())[0]
    assert first.id == "nasa" and {reason.feature for reason in first.reasons} == {"name", "country", "website"}
    assert first.score == min(100.0, round(sum(reason.points for reason in first.reasons), 1))
    assert "of US, as asked" in first.why and "at nasa.gov, as asked" in first.why


def test_misspelled_names_find_their_own() -> None:
    asked = list(misspelled(known()))
    first = [(ranked(Sought(name), among, least=0), id) for name, id, among in asked]
    right = sum(candidates[0].id == id for candidates, id in first)
    assert right >= 0.995 * len(asked)
    assert all(found.id == id for candidates, id in first if (found := automatic(candidates)))


def test_aliases_that_nobody_has_entered_are_never_taken_for_another_thing() -> None:
    asked = list(unseen(known()))
    first = [(ranked(Sought(name), among, least=0), id) for name, id, among in asked]
    assert sum(candidates[0].id == id for candidates, id in first) >= 0.63 * len(asked)
    assert all(found.id == id for candidates, id in first if (found := automatic(candidates)))
