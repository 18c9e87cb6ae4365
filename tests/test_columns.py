"""Every question declares the columns of its rows, and has words for them, for its title and for its sentence."""

import json
from typing import Any

import pytest

from app.domain import vocabulary
from app.domain.answer import Row, Subgraph
from app.domain.vocabulary import Status
from app.formats import formats
from app.queries import catalogue
from app.queries.schema import parameters
from app.report import Report, rows, tables
from app.report.columns import Column
from app.report.findings import sentence
from app.report.options import Options
from app.report.terms import word
from app.report.titles import Question
from app.report.wording import Language

ROWS = list(dict.fromkeys(query.row for query in catalogue.values() if query.row))
NOTHING: dict[str, Any] = {"counts": {}, "excluded": {}, "note": None, "next": None}


def answer(query: str, lang: str = "en", *found: Row, **parameters: Any) -> Report:
    """A report of some rows, and of nothing else."""
    meta = {"query": query, "parameters": parameters, "dataset": "sha256:0", **NOTHING}
    return Report(Subgraph(meta, found, [], [], [], []), Options.read({"lang": lang}))


def all_columns() -> list[Column]:
    """The columns of all tables that there are."""
    of_rows = [column for row in ROWS for reader in ("people", "programs") for column in rows.columns(row, reader)]
    empty = answer("ties")
    names = ("ties", "claims", "entities", "technologies", "documents")
    return of_rows + [column for name in names for column in tables.named(empty, name).columns]


@pytest.mark.parametrize("lang", Language)
def test_every_column_of_every_question_has_a_heading_in_each_language(lang: Language) -> None:
    headings = [column.heading(lang) for column in all_columns()]

    assert all(headings)
    if lang is not Language.EN:
        same = [column.name for column in all_columns() if column.heading(lang) == column.heading(Language.EN)]
        assert len(same) < len(headings) / 3, "some words are the same, such as Status, and names of registries"


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row.__name__)
def test_no_two_columns_of_a_file_have_one_name_and_all_of_a_row_is_in_one(row: type[Row]) -> None:
    names = [column.name for column in rows.columns(row, "programs")]

    assert len(names) == len(set(names))
    seconds = [column.codes for column in rows.columns(row, "programs")]
    assert seconds == sorted(seconds), "what is to be read stands before ids and constants"


def test_a_new_question_gets_its_table_for_nothing() -> None:
    class Found(Row):
        status: Status
        says: str

    people = rows.columns(Found, "people")
    (line,) = rows.lines(Found(status=Status.PLANNED, says="a | b"), "people")
    report = answer("found", "de")
    assert [column.heading(Language.DE) for column in people] == ["Stand", "Was sie sagt"]
    assert [column.text(report, line) for column in people] == ["geplant", "a | b"]
    assert [column.name for column in rows.columns(Found, "programs")] == ["status_name", "says", "status"]


@pytest.mark.parametrize("lang", Language)
@pytest.mark.parametrize("name", sorted(catalogue))
def test_every_question_says_in_words_what_it_asks(name: str, lang: Language) -> None:
    """Each parameter, given or not, has words of its own, and none is shown by its name or constant."""
    asked = [one for one in parameters(catalogue[name]) if one.name not in ("limit", "after")]
    examples = {one.name: one.example for one in asked}
    title = Question(name, examples, lang, name=lambda id: f"<{id}>", date=lambda date: f"<{date}>").title

    assert not any(mark in title for mark in "{}_="), title
    assert name.capitalize() not in title or lang in (Language.EN, Language.FR, Language.DE)
    for one in asked:
        assert f"{one.name} {one.example}" not in title or lang is Language.EN, one.name


@pytest.mark.parametrize(
    ("query", "given", "title"),
    [
        ("changes", {"since": "2024-06", "technology": "quantum"}, "Changes in quantum technology since June 2024"),
        ("paths", {"source": "nasa", "target": "roscosmos"}, "Paths between NASA and Roscosmos"),
        (
            "compare", {"pair": ["india,russia", "india,united-states"]},
            "India and Russia, India and United States side by side",
        ),
        (
            "ties", {"technology": "mars", "status": ["active", "planned"]},
            "Ties in Mars exploration, status active and planned",
        ),
        ("partners", {"technology": "ai", "from": "2023-01", "limit": 5}, "Partners in AI ethics, from January 2023"),
        (
            "entities", {"kind": ["Agency"], "country": ["US", "IN"]},
            "Entities, kind Agency, country United States and India",
        ),
        ("ties", {"entity": "nasa", "overdue": True, "disputed": "only"}, "Ties of NASA, overdue, disputed ones alone"),
    ],
)  # fmt: skip
def test_a_title_is_the_question_as_a_reader_says_it(query: str, given: dict[str, Any], title: str) -> None:
    names = {
        "quantum": "Quantum technology", "nasa": "NASA", "roscosmos": "Roscosmos", "india": "India", "russia": "Russia",
        "united-states": "United States", "mars": "Mars exploration", "ai": "AI ethics",
    }  # fmt: skip
    report = answer(query, **given)
    object.__setattr__(report.subgraph, "names", names)

    assert report.title == title


@pytest.mark.parametrize(
    ("lang", "count", "said"),
    [
        ("en", 1, "1 path: 1 promised."), ("en", 21, "21 paths: 21 promised."), ("fr", 1, "1 chemin : "),
        ("ru", 1, "1 путь: "), ("ru", 3, "3 пути: "), ("ru", 5, "5 путей: "), ("ru", 11, "11 путей: "),
        ("ru", 21, "21 путь: "), ("de", 2, "2 Wege: 2 zugesagt."), ("hi", 2, "2 मार्ग: "), ("en", 1234, "1,234 paths: "),
    ],
)  # fmt: skip
def test_what_is_counted_has_the_form_that_goes_with_its_number(lang: str, count: int, said: str) -> None:
    row = catalogue["paths"].row
    assert row
    path = row.model_construct(says="", weakest=Status.PLANNED, length=1, hops=())

    assert sentence(answer("paths", lang, *[path] * count)).replace("\xa0", " ").startswith(said)


@pytest.mark.parametrize("lang", Language)
@pytest.mark.parametrize("noun", sorted({row.noun for row in ROWS} | {"tie", "entity", "partners"}))
def test_rows_of_every_question_are_counted_in_words(noun: str, lang: Language) -> None:
    class Counted(Row):
        pass

    Counted.noun = noun
    assert sentence(answer("x", lang, Counted(), Counted())).startswith("2 ")


@pytest.mark.parametrize("lang", Language)
def test_every_word_of_the_vocabulary_has_words(lang: Language) -> None:
    for kind in vars(vocabulary).values():
        if isinstance(kind, type) and issubclass(kind, vocabulary.Word) and kind is not vocabulary.Word:
            assert all(word(one, lang) for one in kind), kind


def test_rows_in_a_form_of_an_earlier_version_leave_the_ties_as_the_answer() -> None:
    frozen: dict[str, Any] = {
        "meta": {"query": "partners", "parameters": {}, "dataset": "sha256:0", **NOTHING},
        "rows": [{"who": ["a", "b"]}], "ties": [], "technologies": [], "documents": [],
        "entities": [{"id": "a", "kind": "Agency", "name": "The A"}],
    }  # fmt: skip
    report = Report(Subgraph.parse(json.dumps(frozen), "2025-01-01"))

    assert (report.title, sentence(report)) == ("Partners", "1 entity.")
    for suffix in ("md", "csv", "tex"):
        assert b"The A" in formats()[suffix].write(report), suffix


def test_an_empty_answer_says_so_in_every_format_of_words() -> None:
    report = answer("partners", technology="quantum")
    for suffix in ("md", "tex", "html", "svg"):
        assert b"Nothing was found" in formats()[suffix].write(report), suffix
