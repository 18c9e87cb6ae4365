"""Who partners whom: the lists for six fields, as somebody who has read the documents would draw them up."""

from typing import Any

import httpx
import pytest

from tests.test_http import get

AUKUS = {"australia united-kingdom united-states"}
INDIA = {"india united-states", "india russia"}

LISTS: dict[str, set[str]] = {
    "quantum": AUKUS | INDIA | {
        "united-kingdom united-states", "nsf ukri", "nist npl-uk", "institute-for-quantum-computing-india skoltech",
        "india united-states usistef",
    },
    "artificial-intelligence": AUKUS | INDIA | {
        "114ai ga-asi", "114ai general-atomics", "114ai united-kingdom", "114ai united-states", "dst-india nsf",
        "india united-states usistef",
    },
    "6g": {"india united-states", "bharat-6g-alliance next-g-alliance"},
    "semiconductors": INDIA | {"3rditech afrl-space-vehicles", "3rditech general-atomics"},
    "nuclear": AUKUS | {
        "india russia", "india jinr", "india rosatom", "india nccp rosatom russia",
        "china european-union india japan republic-of-korea russia united-states",
    },
    "space": INDIA | {
        "114ai afrl-space-vehicles", "114ai ussf", "3rditech afrl-space-vehicles", "3rditech ussf", "114ai afrl ussf",
        "bahrain france india israel japan nasa saudi-arabia united-arab-emirates us-state-department",
        "axiom-space hungary india poland spacex", "axiom-space isro nasa", "isro nasa", "isro jpl nasa",
        "india isro nasa united-states", "isro johnson-space-center", "diu idex",
        "isro roscosmos", "india isro russia", "india isro roscosmos russia", "hsfc isro russia",
        "gctc glavkosmos hsfc ibmp", "glavkosmos hsfc", "china roscosmos",
        "isro jaxa", "esa isro jaxa mitsubishi-heavy-industries nasa",
    },
}  # fmt: skip
"""The partners of each field, in rows. No person; no AUKUS beside its members; no agency of one country beside another
alone; nobody whose own ties are in another field, as 114ai's are in semiconductors."""


def rows(client: httpx.Client, field: str, **parameters: Any) -> list[dict[str, Any]]:
    return get(client, "/partners", technology=field, limit=1000, **parameters)["rows"]


@pytest.mark.parametrize("field", LISTS)
def test_partners_are_those_that_the_documents_name(client: httpx.Client, field: str) -> None:
    assert {" ".join(row["partners"]) for row in rows(client, field)} == LISTS[field]


def test_people_and_neighbours_at_home_count_when_asked_and_are_counted_when_not(client: httpx.Client) -> None:
    plain = get(client, "/partners", technology="quantum", limit=1000)
    asked = {"persons": "include", "domestic": "include"}
    whole = get(client, "/partners", technology="quantum", limit=1000, **asked)

    more = {tie["id"] for tie in whole["ties"]} - {tie["id"] for tie in plain["ties"]}
    assert more == {
        "aukus--co-develops--aukus-quantum-trials", "eric-lander--signed--uk-us-quantum-statement",
        "george-freeman--signed--uk-us-quantum-statement",
        "narendra-modi--participates-in--india-russia-summit-24",
        "vladimir-putin--leads--india-russia-summit-24",
    }  # fmt: skip
    assert plain["meta"]["excluded"] == {"disputed": 0, "persons": 4, "domestic": 1}
    assert whole["meta"]["excluded"] == {"disputed": 0}
    for one, left in (("persons", {"disputed": 0, "domestic": 1}), ("domestic", {"disputed": 0, "persons": 4})):
        assert get(client, "/partners", technology="quantum", **{one: "include"})["meta"]["excluded"] == left


def test_partners_are_counted_and_each_row_is_as_sure_as_its_least_sure_tie(client: httpx.Client) -> None:
    answer = get(client, "/partners", technology="quantum", limit=1000)

    assert answer["meta"]["counts"]["partners"] == len({one for row in answer["rows"] for one in row["partners"]}) == 12
    ties = {tie["id"]: tie for tie in answer["ties"]}
    sure = ["official", "reported", "unverified"]
    for row in answer["rows"]:
        found = [ties[id] for id in row["ties"]]
        assert row["status"] in {tie["status"] for tie in found}
        assert row["reliability"] == max((tie["reliability"] for tie in found), key=sure.index)
        assert row["reported"] == min(tie["reported"] for tie in found)
    competition = next(row for row in answer["rows"] if row["via"] == "quantum-ai-competition")
    assert competition["status"] == "announced", "the money is announced, although the competition is over"


def test_pages_of_partners_are_full(client: httpx.Client) -> None:
    """What is left out is left out before pages are cut."""
    first = get(client, "/partners", technology="space", limit=10)
    assert len(first["rows"]) == 10 and first["meta"]["next"]
