"""The search by name, and names where ids are asked for, on the seed."""

import re
from collections.abc import Iterator, Sequence
from functools import cache
from pathlib import Path

import httpx
import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.dataset.checking import read_dataset
from app.domain.text import glued, words
from tests.support import SEED, Server, run_entente
from tests.test_dataset import replace
from tests.test_http import get, pages, problem


@cache
def names() -> list[tuple[str, str, str]]:
    """All names of the seed: the part, the name, and the id."""
    data = read_dataset([SEED])
    found = [
        ("entities", name, one.id) for one in data.entities.values() for name in (one.name, one.short, *one.aliases)
    ]
    found += [("technologies", name, one.id) for one in data.technologies.values() for name in (one.name, *one.aliases)]
    return [(part, name, id) for part, name, id in found if name]


def other_names() -> list[tuple[str, str, str]]:
    """The names that are no ids by themselves."""
    return [(part, name, id) for part, name, id in names() if words(name) != words(id)]


@pytest.mark.thorough
def test_a_name_does_as_well_as_an_id(client: httpx.Client) -> None:
    """Each name of the seed leads to what it names, in a question that takes an id."""
    wrong: list[str] = []
    for part, name, id in other_names():
        response = client.get("/ties", params={"entity" if part == "entities" else "technology": name, "limit": 1})
        if response.status_code != 200 or id not in response.json()["meta"]["parameters"].values():
            wrong.append(f"{name} ({id}): {response.text[:80]}")

    assert len(other_names()) > 600
    assert wrong == []


@pytest.mark.parametrize(
    ("path", "right"),
    [
        ("/entities/National Science Foundation", "/entities/nsf"),
        ("/partners?technology=AI", "/partners?technology=artificial-intelligence"),
        ("/paths?source=Indian Space Research Organisation&target=NASA", "/paths?source=isro&target=nasa"),
        ("/compare?pair=Bharat,USA", "/compare?pair=india,united-states"),
        ("/ties/russia--partners-with--india--space", "/ties/india--partners-with--russia--space"),
    ],
)
def test_an_answer_by_name_is_that_by_id(client: httpx.Client, path: str, right: str) -> None:
    assert client.get(path).raise_for_status().json() == client.get(right).raise_for_status().json()


def test_what_has_no_such_name_is_told_what_the_search_finds(client: httpx.Client) -> None:
    details = problem(client.get("/ties?entity=National Scence Foundation"), 404)

    assert details["suggestions"][0] == "nsf"


# Search


@pytest.mark.parametrize(
    ("asked", "id", "how"),
    [
        ("इसरो", "isro", "same"),
        ("इसर", "isro", "beginning"),
        ("Роскосмос", "roscosmos", "same"),
        ("роскосм", "roscosmos", "beginning"),
        ("日本", "japan", "same"),
        ("Kudankúlam", "kudankulam", "same"),
        ("u.s.", "united-states", "same"),
        ("Sullivan Jake", "jake-sullivan", "words"),
        ("Natonal Aeronautics", "nasa", "similar"),
        ("quantm comp", "quantum-computing", "similar"),
        ("Indian space", "isro", "beginning"),
        ("general atomic", "general-atomics", "beginning"),
    ],
)
def test_search_forgives_and_explains(client: httpx.Client, asked: str, id: str, how: str) -> None:
    best = get(client, "/search", q=asked)["rows"][0]
    assert (best["id"], best["how"]) == (id, how)


def test_search_falls_back_on_a_part_of_what_was_asked(client: httpx.Client) -> None:
    rows = get(client, "/search", q="Skoltech xyzzy")["rows"]
    assert rows[0]["id"] == "skoltech" and {row["how"] for row in rows} == {"part"}
    assert "part" not in {row["how"] for row in get(client, "/search", q="india space")["rows"]}


def test_search_is_narrowed_by_kind_and_country(client: httpx.Client) -> None:
    answer = get(client, "/search", q="space", kind="agency", country="Russia")
    assert answer["entities"]
    assert all(entity["kind"] == "Agency" and "RU" in entity["country"] for entity in answer["entities"])


# Documents by words

ICET = "2024-06-17-icet-second-meeting"


@pytest.mark.parametrize(
    ("asked", "id"),
    [
        ("India–US iCET, second meeting", ICET),
        ("meeting second", ICET),
        ("icet seco", ICET),
        ("US initiative", "2024-06-19-icet-review-meeting-mea"),
        ("u.s. Initiative", "2024-06-19-icet-review-meeting-mea"),
        ("Glavkosmos astronauts", "2019-07-01-glavkosmos-gaganyaan-training"),
        ("personal blog", "2025-12-05-india-russia-summit-blog"),
    ],
)
def test_a_document_is_found_by_words_of_title_and_publisher(client: httpx.Client, asked: str, id: str) -> None:
    found = {document["id"]: document for document in get(client, "/documents", q=asked)["documents"]}

    assert id in found
    for one in found.values():
        text = words(f"{one['title']} {one['publisher']}").split()
        assert all(any(word.startswith(begins) for word in text) for begins in words(asked).split()), one


def test_words_of_documents_go_with_filters_and_pages(client: httpx.Client) -> None:
    every = get(client, "/documents", q="India")["documents"]
    reports = [one["id"] for one in get(client, "/documents", q="India", kind="press-report", to="2024")["documents"]]
    paged = [one["id"] for page in pages(client, "/documents", q="India", limit=5) for one in page["documents"]]

    assert paged == [one["id"] for one in every] and len(paged) > 10
    assert reports == [
        one["id"] for one in every if one["kind"] == "press-report" and one["published"] < "2025"
    ] and 0 < len(reports) < len(paged)  # fmt: skip


@pytest.mark.parametrize(
    "asked", ["zzzz", "the of", "++", '"', "icet OR xyzzy", "*", "\\", "and " * 50, "a b c d e f g h i j"]
)
def test_words_that_no_document_has_find_none(client: httpx.Client, asked: str) -> None:
    assert get(client, "/documents", q=asked)["rows"] == []


def test_words_of_documents_are_bounded(client: httpx.Client) -> None:
    assert "200" in problem(client.get("/documents", params={"q": "a" * 201}), 422)["detail"]
    assert problem(client.get("/documents?q="), 422)
    assert get(client, "/documents", q="a" * 200)["rows"] == []


# Everyday spellings


@pytest.mark.parametrize(
    ("asked", "id"),
    [
        ("N.A.S.A.", "nasa"),
        ("I.S.R.O", "isro"),
        ("ISRO's", "isro"),
        ("India’s", "india"),
        ("the NASA", "nasa"),
        ("l’ISRO", "isro"),
        ("mq9b", "mq-9b"),
        ("AxiomSpace", "axiom-space"),
        ("axiomspa", "axiom-space"),
        ("generalatomics", "general-atomics"),
        ("USA", "united-states"),
    ],
)
def test_search_finds_what_is_spelled_as_people_spell_it(client: httpx.Client, asked: str, id: str) -> None:
    assert get(client, "/search", q=asked)["rows"][0]["id"] == id


@pytest.mark.parametrize("asked", ["Oreal", "loreal", "L'Oréal", "l’Oreal’s"])
def test_search_finds_what_is_written_with_an_elision(scratch: Server, small: Path, asked: str) -> None:
    replace(small / "entities/agency.yaml", "aliases: [Oficina Cuántica]", "aliases: [L’Oréal]")
    scratch.load(small)
    found = run_entente(["search", asked, "-f", "csv"], scratch.environment).stdout

    assert "quantum-bureau" in found


def spelled(name: str) -> Iterator[str]:
    """What people make of a name: initials with dots, a genitive, an article, one word of several."""
    if re.fullmatch("[A-Z]{2,6}", name):
        yield ".".join(name) + "."
    yield f"{name}’s"
    yield f"the {name}"
    if name[0] in "AEIOU":
        yield f"l'{name}"
    if " " in name and len(glued(name)) <= 40:
        yield glued(name)


def in_turn(number: int, spellings: Sequence[str]) -> str:
    """One of the spellings of a name: another for the next name."""
    return spellings[number % len(spellings)]


@pytest.mark.thorough
@pytest.mark.timeout(600)
def test_search_finds_each_name_and_an_everyday_spelling_of_it(client: httpx.Client) -> None:
    missing = [
        (asked, id)
        for number, (_, name, id) in enumerate(names())
        for asked in (name, in_turn(number, [*spelled(name)]))
        if len(asked) <= 200 and id not in {row["id"] for row in get(client, "/search", q=asked, limit=10)["rows"]}
    ]

    assert missing == []


@given(st.text("ABCDEFGHIJKLMNOPQRSTUVWXYZ", min_size=2, max_size=6), st.sampled_from(["", "'s", "’s"]))
def test_initials_are_one_word_in_any_spelling(initials: str, ending: str) -> None:
    for spelled in (initials, ".".join(initials), ".".join(initials) + ".", f"the {initials}"):
        assert words(spelled + ending) == initials.lower()


@given(st.text("abcXYZ019 -/", max_size=40))
def test_a_name_is_the_same_with_and_without_its_spaces(name: str) -> None:
    assert glued(name) == words(name).replace(" ", "")
