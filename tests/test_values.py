"""Values are read as they were typed, or refused in a sentence; no file takes time or memory without bound."""

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.dataset.checking import read_dataset
from app.dataset.located import DEEPEST, LARGEST, Diagnostic, read_json
from app.dataset.yaml_reader import read_yaml
from tests.test_dataset import CLAIM, HEADER, MORE, PLAN, errors, replace, write_lines

NINE_LISTS = "".join(
    f"{name}: &{name} [{', '.join(['*' + before if before else 'ha'] * 9)}]\n"
    for before, name in zip(["", *"abcdefghi"], "abcdefghij", strict=True)
)


@pytest.mark.parametrize(
    ("text", "says"),
    [
        (NINE_LISTS, ":7: has more than 1,000,000 values; write several files"),
        ("claims: &a [*a]\n", ":1: `*a` is read as a YAML alias of nothing above; put the value into quotes"),
        ("- &x {aliases: [*x]}\n", ":1: `*x` is read as a YAML alias of nothing above"),
        ("[" * 3_000, f":1: nests deeper than {DEEPEST} levels"),
        ("[" * 200_000, f":1: nests deeper than {DEEPEST} levels"),
        ("a:\n- " + "- " * 3_000 + "b\n", f":2: nests deeper than {DEEPEST} levels"),
        ("? [a, b]\n: c\n", ":1: has a key that is no word"),
        ("title: The plan\n---\ntitle: The plot\n", ":2: begins a second document"),
        ("title: The\0plan\n", "control characters are not allowed; leave out what cannot be seen"),
    ],
)  # fmt: skip
def test_a_hostile_file_is_refused_in_a_sentence(small: Path, text: str, says: str) -> None:
    (small / PLAN).write_text(text)

    assert any(f"small/{PLAN}" in error and says in error for error in errors(small)), errors(small)


@pytest.mark.parametrize("deep", [DEEPEST + 1, 900, 100_000])
def test_deep_json_is_refused_in_a_sentence(small: Path, deep: int) -> None:
    write_lines(small / "documents" / "more.jsonl", MORE, f'{{"id": "deep", "title": {"[" * deep + "]" * deep}}}')

    assert [error.split(": ")[0] for error in errors(small)] == ["small/documents/more.jsonl:2"]


def test_a_line_without_end_is_refused_and_the_next_is_read(small: Path) -> None:
    write_lines(small / "documents" / "more.jsonl", f'{{"id": "long", "title": "{"a" * LARGEST}"}}', MORE[:-1])

    first, second = errors(small)
    assert first == "small/documents/more.jsonl:1: is larger than 50 MB"
    assert second.startswith("small/documents/more.jsonl:2: does not parse as JSON")


def test_a_file_of_yaml_has_a_bound(small: Path) -> None:
    (small / PLAN).write_text("#" * (LARGEST + 1))

    assert "is larger than 50 MB; write several, or JSON Lines" in errors(small)[0]


def test_aliases_stand_for_what_they_name(small: Path) -> None:
    before = read_dataset([small])
    replace(small / "entities/agency.yaml", "country: AX", "country: &home AX")
    text = (small / "entities/agency.yaml").read_text()
    (small / "entities/agency.yaml").write_text(text.replace("country: BO", "country: *home"))

    countries = [one.country for one in read_dataset([small]).entities.values()]
    assert countries.count(("AX",)) == [one.country for one in before.entities.values()].count(("AX",)) + 1


@pytest.mark.parametrize(
    ("typed", "says"),
    [
        ("Item #1 of the list", "`#1` is read as a comment; put the value into quotes, or a space after #"),
        ("C# and F #3", "`#3` is read as a comment"),
        ("! Alert", "`!` is read as a YAML tag; put the value into quotes"),
        ("&a b", "`&a` is read as a YAML anchor that nothing refers to; put the value into quotes"),
        ("*a", "`*a` is read as a YAML alias of nothing above"),
        ("The plan: a draft", "put a value that has `: ` in it into quotes"),
        ("@all", "put a value that begins with @"),
        ("[Draft] The plan", "put a value that begins with a quote, [ or { into quotes whole"),
        ("null", "`title` is missing"),
        ("", "`title` is missing"),
    ],
)
def test_what_yaml_would_change_is_refused_and_read_in_quotes(small: Path, typed: str, says: str) -> None:
    replace(small / PLAN, "title: The plan", f"title: {typed}")
    assert any(f"small/{PLAN}:" in error and says in error for error in errors(small)), errors(small)

    replace(small / PLAN, f"title: {typed}\n", f"title: {json.dumps(typed or '-')}\n")
    assert read_dataset([small]).documents["2024-03-01-plan"].title == (typed or "-")


def test_null_is_left_out_in_yaml_as_in_json(small: Path) -> None:
    replace(small / "entities/agency.yaml", "country: AX", "country: AX\n  website: null\n  description: ~\n  same_as:")
    office = read_dataset([small]).entities["space-office"]
    assert office.website is None and office.description is None

    write_lines(small / "entities" / "event.jsonl", '{"id": "fair", "name": "Fair", "short": null, "aliases": null}')
    assert read_dataset([small]).entities["fair"].aliases == ()


@pytest.mark.parametrize(
    ("line", "says"),
    [
        (MORE.replace('"id": "more"', '"id": "more", "id": "most"'), "`id` is given twice"),
        (MORE.replace('"status"', '"status" : "ended", "status"'), "`status` is given twice"),
        (MORE.replace('"status"', r'"a\\": "", "status": "ended", "status"'), "`status` is given twice"),
        (MORE.replace('"says"', '"amount": {"value": true, "currency": "USD"}, "says"'), "true is no sum of money"),
        (MORE.replace('"More"', r'"Mo\u0000re"'), "has the hidden character U+0000 at place 3"),
        (MORE.replace('"More"', r'"Mo\u202ere"'), "has the hidden character U+202E at place 3"),
        (MORE.replace('"More"', r'"Mo\ufffere"'), "has the hidden character U+FFFE at place 3"),
    ],
)
def test_json_means_what_it_shows(small: Path, line: str, says: str) -> None:
    write_lines(small / "documents" / "more.jsonl", line)

    assert any(error.startswith("small/documents/more.jsonl:1: ") and says in error for error in errors(small))


@given(st.dictionaries(st.text(max_size=4), st.text('"\\:{},a ', max_size=6) | st.booleans(), max_size=4))
def test_no_json_is_taken_for_one_with_a_key_twice(record: dict[str, object]) -> None:
    found: list[Diagnostic] = []
    for text in (json.dumps(record), json.dumps(record, separators=(" ,", " : "))):
        located = read_json(text.encode(), 1, "x", found)
        assert located and located.value == record and found == []


def test_a_mark_at_the_beginning_is_no_part_of_json(small: Path) -> None:
    (small / "documents" / "more.jsonl").write_bytes(b"\xef\xbb\xbf" + MORE.encode() + b"\n")

    assert "more" in read_dataset([small]).documents


@pytest.mark.parametrize("value", [2**63, 10**30])
def test_a_sum_that_no_database_could_hold_is_refused(small: Path, value: int) -> None:
    replace(small / PLAN, "value: 1000000", f"value: {value}")

    assert "less than or equal to 1000000000000000000" in errors(small)[0]


@pytest.mark.parametrize("period", ["-P5Y", "P0D", "PT5H", "P", "P5"])
def test_money_is_for_a_time_of_days_or_more(small: Path, period: str) -> None:
    replace(small / PLAN, "period: P2Y", f"period: {period}")

    assert "is not an ISO 8601 duration of a day or more; write P5Y" in errors(small)[0]


@pytest.mark.parametrize(
    ("file", "old", "new", "says"),
    [
        (PLAN, "title: The plan", "title: The plan\nid: other", "id is '2024-03-01-plan' by the name of the file"),
        ("entities/agency.yaml", "country: AX", "country: AX\n  kind: Company", "kind is 'Agency' by the name"),
        ("entities/agency.yaml", "country: AX", "country: AX\n  website: aspen.org", "write all of it: https://"),
        ("entities/agency.yaml", "country: AX", "country: AX\n  ror: 027ka1x80", "write `same_as: {ror: …}`"),
        ("entities/agency.yaml", "country: AX", "country: AX\n  founded: 1958", "known are id, kind, name"),
        ("entities/agency.yaml", "id: space-office", "id: Škoda_Auto", "single hyphens: skoda-auto"),
        ("entities/agency.yaml", "country: AX", "country: AX\n  short: ''", "short is empty; leave the line out"),
        (
            "entities/agency.yaml",
            "country: AX",
            f"country: AX\n  short: {'a' * 301}",
            "301 characters, and may have 300",
        ),
        (
            "entities/agency.yaml",
            "country: AX",
            "same_as: {wikidata: https://www.wikidata.org/wiki/Q1}",
            "is not of the form of Q23548",
        ),
        ("technologies.yaml", "broader: [quantum]", "broader: quantum", "broader is a list; write [quantum]"),
        (PLAN, "value: 1000000", "value: 750m", "'750m' is no whole number; write its digits alone: 750000000"),
        (PLAN, "[aland, FUNDS, moon-fund]", "aland FUNDS moon-fund", "`tie` is subject, relation and object"),
        (PLAN, "[aland, FUNDS, moon-fund]", "[aland, FUNDS]", "`tie` is subject, relation and object"),
        (PLAN, "claims:", "claim:", "did you mean claims?"),
    ],
)
def test_an_error_says_what_would_be_right(small: Path, file: str, old: str, new: str, says: str) -> None:
    replace(small / file, old, new)

    assert any(error.startswith(f"small/{file}:") and says in error for error in errors(small)), errors(small)


def test_words_go_in_any_case(small: Path) -> None:
    before = read_dataset([small])
    for old, new in (("FUNDS", "funds"), ("PARTICIPATES_IN", "participates-in"), ("planned", "Planned")):
        replace(small / PLAN, old, new)

    assert read_dataset([small]).version == before.version


@given(st.text(st.characters(codec="utf-8", exclude_categories=["Cc", "Cs"]), max_size=30))
def test_text_in_quotes_is_read_as_it_is(tmp_path_factory: pytest.TempPathFactory, text: str) -> None:
    path = tmp_path_factory.mktemp("quoted") / "a.yaml"
    path.write_text(f"value: '{text.replace(chr(39), chr(39) * 2)}'\n")
    found: list[Diagnostic] = []
    located = read_yaml(path, "a.yaml", found)

    assert found or (located and located.value == {"value": text})


def test_a_document_of_a_program_is_read(small: Path) -> None:
    """A header, and claims on lines of their own, as a serializer of JSON writes them."""
    write_lines(small / "documents" / "more.jsonl", f'{{ "id" : "more" , {HEADER}, "claims": [ {CLAIM} ] }}')

    assert "more" in read_dataset([small]).documents
