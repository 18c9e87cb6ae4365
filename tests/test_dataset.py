"""Reading a dataset: every error with its file, its line and what would be right."""

import random
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from app.dataset.checking import read_dataset
from app.errors import DatasetError
from tests.support import SEED, SMALL

PLAN = "documents/2024-03-01-plan.yaml"
NEWS = "documents/2025-06-02-news.yaml"


def errors(folder: Path) -> list[str]:
    """The errors of a folder, a line each."""
    with pytest.raises(DatasetError) as caught:
        read_dataset([folder])
    return str(caught.value).splitlines()


def replace(path: Path, old: str, new: str) -> None:
    text = path.read_text()
    assert text.count(old) >= 1, old
    path.write_text(text.replace(old, new, 1))


def test_a_claim_on_several_ties_is_one_on_each(small: Path) -> None:
    before = read_dataset([small])
    plan = small / PLAN
    text = plan.read_text()
    once = text[text.index("  - tie: [aland, FUNDS") : text.index("  - tie: [bolivia, FUNDS")]
    ties = "  - ties:\n      - [aland, FUNDS, moon-fund]\n      - [bolivia, FUNDS, moon-fund]\n"
    head = text[: text.index("  - tie: [aland, FUNDS")]
    plan.write_text(head + ties + once.split("\n", 1)[1])
    after = read_dataset([small])

    assert after.version == before.version
    assert after.ties == before.ties


def test_codes_mean_the_same_in_any_case(small: Path) -> None:
    before = read_dataset([small])
    replace(small / "entities/agency.yaml", "country: AX", "country: ax")
    replace(small / PLAN, "currency: EUR", "currency: eur")
    replace(small / PLAN, "reliability: reported", "reliability: reported\nlanguage: EN")

    assert read_dataset([small]).version == before.version


@pytest.mark.parametrize("file", ["organisations.csv", "seed/technologies.yaml.txt", None])
def test_a_folder_that_holds_nothing_to_load_is_no_dataset(tmp_path: Path, file: str | None) -> None:
    """A volume that was not mounted, or a wrong `cd`, must not empty the graph."""
    if file:
        (tmp_path / file).parent.mkdir(exist_ok=True)
        (tmp_path / file).write_text("name,country\n")

    assert "holds nothing to load; the files are technologies.yaml" in errors(tmp_path)[0]


def test_a_wikidata_item_by_itself_is_read_as_what_the_registry_calls_it(small: Path) -> None:
    replace(small / "entities/agency.yaml", "country: AX", "country: AX\n  wikidata: Q5689")
    (office, *_) = read_dataset([small]).entities.values()

    assert office.same_as.row() == {"wikidata": "Q5689"}
    replace(small / "entities/agency.yaml", "wikidata: Q5689", "wikidata: 5689")
    assert "is not of the form" in errors(small)[0]


@pytest.mark.parametrize(
    ("file", "old", "new", "line", "says"),
    [
        (PLAN, "qubit-project]", "qubit-projet]", 8, "did you mean qubit-project"),
        (PLAN, "[quantum-computing]", "[quantum-computer]", 9, "did you mean quantum, quantum-computing?"),
        (PLAN, "PARTICIPATES_IN", "PARTICIPATE_IN", 8, "'PARTICIPATES_IN'"),
        (
            PLAN,
            "[aland, FUNDS, moon-fund]",
            "[moon-fund, SIGNED, aland]",
            19,
            "SIGNED cannot lead from moon-fund, which is of kind Initiative; allowed: Country",
        ),
        (PLAN, "[aland, FUNDS, moon-fund]", "[aland, FUNDS, aland]", 19, "two ends"),
        (PLAN, 'start: "2023"', 'start: "June 2023"', 16, "is not an EDTF date; write 2024"),
        (PLAN, "currency: EUR", "currency: EURO", 22, "is not an ISO 4217 currency; write three capitals"),
        (PLAN, "period: P2Y", "period: 2 years", 22, "is not an ISO 8601 duration of a day or more; write P5Y"),
        (PLAN, "value: 1000000, ", "", 22, "either a value, or a min and a max"),
        (PLAN, "    says: The office wants to join the project.\n", "", 8, "`says` is missing"),
        (PLAN, "    where: paragraph 1\n", "", 8, "`where` is missing"),
        (PLAN, "status: planned", "status: agreed", 10, "'announced'"),
        (PLAN, "    status: planned\n", "", 8, "a supporting claim has a status"),
        (PLAN, "status: planned", "state: planned", 10, "did you mean start, stance, status?"),
        (PLAN, "published: 2024-03-01", "published: 2999", 4, "is not over yet"),
        (PLAN, "kind: press-report", "kind: newspaper", 5, "'press-report'"),
        (PLAN, "https://example.org/plan", "example", 3, "url"),
        (PLAN, "title: The plan", "title: The plan\ntitle: The plot", 2, "`title` is given twice"),
        (PLAN, "paragraph 1", "paragraph 1\n    end: 2019\n    start: 2020", 8, "end 2019 is before start 2020"),
        (PLAN, "currency: EUR", "currency: EUR, kind: gift", 22, "'grant'"),
        (
            PLAN,
            "    where: paragraph 1\n",
            "    where: 1\n    share: {percent: 101, of: all}\n",
            13,
            "less than or equal to",
        ),
        (PLAN, "currency: EUR", "currency: EUR, payer: alland", 22, "did you mean aland"),
        (PLAN, "    where: paragraph 1\n", "    where: 1\n    office: Director\n", 13, "an office is held by a person"),
        (PLAN, "- tie: [aland, FUNDS, moon-fund]", "- ties: [aland, FUNDS, moon-fund]", 19, "`ties` is a list of ties"),
        (PLAN, "- tie: [aland, FUNDS, moon-fund]", "- ties: []", 19, "`ties` is a list of ties"),
        (
            PLAN,
            "- tie: [aland, FUNDS, moon-fund]",
            "- ties:\n    - [aland, FUNDS, moonfund]",
            20,
            "did you mean moon-fund",
        ),
        (NEWS, "[bolivia, FUNDS, moon-fund]", "[bolivia, FUNDS, qubit-project]", 12, "which no claim supports"),
        (NEWS, "published: 2025-06-02", "published: 02.06.2025", 2, "is not an EDTF date"),
        (
            "entities/agency.yaml",
            "id: quantum-bureau",
            "id: space-office",
            5,
            "is taken by small/entities/agency.yaml:1",
        ),
        ("entities/agency.yaml", "Oficina Cuántica", "soa", 7, "the name 'soa' is taken by 'space-office'"),
        ("entities/agency.yaml", "country: AX", "country: AXA", 4, "is not a country of ISO 3166"),
        (
            "entities/agency.yaml",
            "id: space-office",
            "id: Space Office",
            1,
            "is no id; write small letters, digits and single hyphens: space-office",
        ),
        ("entities/agency.yaml", "country: AX", "same_as: {ror: 027ka1x81}", 4, "its last two digits do not fit"),
        ("entities/agency.yaml", "country: AX", "same_as: {lei: 5493006MHB84DD0ZWV19}", 4, "legal entity identifier"),
        ("entities/agency.yaml", "country: AX", 'same_as: {isni: "0000000449071618"}', 4, "is not an ISNI"),
        ("entities/agency.yaml", "country: AX", "same_as: {grid: x}", 4, "did you mean"),
        ("entities/agency.yaml", "country: AX", "type: fund", 1, "this is of kind Agency"),
        ("technologies.yaml", "broader: [quantum]", "broader: [quantum]\n  related: [quantum]", 6, "stand apart"),
        ("technologies.yaml", "broader: [quantum]", "related: [quantums]", 5, "did you mean quantum"),
        (
            "technologies.yaml",
            "broader: [quantum]",
            "matches: [{scheme: wikidata, id: quantum}]",
            5,
            "is not an item of Wikidata",
        ),
        ("technologies.yaml", "broader: [quantum]", "broader: [quantums]", 5, "did you mean quantum"),
        (
            "technologies.yaml",
            "name: Quantum technology",
            "name: Q\n  broader: [quantum-computing]",
            3,
            "broader than itself",
        ),
    ],
)
def test_a_fault_is_named_with_its_line(small: Path, file: str, old: str, new: str, line: int, says: str) -> None:
    replace(small / file, old, new)

    found = [error for error in errors(small) if error.startswith(f"small/{file}:{line}: ")]
    assert any(says in error for error in found), errors(small)


def break_yaml(small: Path) -> None:
    (small / "entities" / "event.yaml").write_text("- id: [\n")


def add_stray_file(small: Path) -> None:
    (small / "documents" / "late.yml").write_text("title: Late\n")


def add_unknown_kind(small: Path) -> None:
    (small / "entities" / "agencies.yaml").write_text("[]")


def write_latin_1(small: Path) -> None:
    (small / "entities" / "event.yaml").write_bytes("- id: café".encode("latin-1"))


@pytest.mark.parametrize(
    ("spoil", "says"),
    [
        (break_yaml, "small/entities/event.yaml:2: does not parse as YAML"),
        (add_stray_file, "small/documents/late.yml:1: would not be read"),
        (
            add_unknown_kind,
            "small/entities/agencies.yaml:1: is not named after a kind; one of country.yaml, agency.yaml",
        ),
        (write_latin_1, "small/entities/event.yaml:1: is not UTF-8"),
    ],
)
def test_a_file_that_cannot_be_used_is_named(small: Path, spoil: Callable[[Path], None], says: str) -> None:
    spoil(small)
    assert any(error.startswith(says) for error in errors(small))


def test_all_faults_come_at_once_and_none_breeds_others(small: Path) -> None:
    replace(small / PLAN, "status: planned", "status: agreed")
    replace(small / PLAN, "currency: EUR", "currency: EURO")
    replace(small / NEWS, "kind: blog", "kind: log")
    replace(small / "entities" / "country.yaml", "country: BO", "country: BOLIV")
    break_yaml(small)

    assert [error.split(": ")[0] for error in errors(small)] == [
        "small/documents/2024-03-01-plan.yaml:10",
        "small/documents/2024-03-01-plan.yaml:22",
        "small/documents/2025-06-02-news.yaml:3",
        "small/entities/country.yaml:6",
        "small/entities/event.yaml:2",
    ]


def test_the_same_claim_twice_is_a_fault(small: Path) -> None:
    text = (small / NEWS).read_text()
    claim = text[text.index("  - tie: [quantum-bureau") :]
    (small / NEWS).write_text(text + claim)
    assert "says the same as the claim at small/documents/2025-06-02-news.yaml:16" in errors(small)[0]


def write_lines(path: Path, *lines: str) -> None:
    path.write_text("".join(f"{line}\n" for line in lines))


CLAIM = '{"tie": ["aland", "FUNDS", "moon-fund"], "status": "active", "says": "It pays.", "where": "line 1"}'
HEADER = '"title": "More", "published": "2025-01-01", "kind": "blog", "reliability": "reported"'
MORE = f'{{"id": "more", {HEADER}, "claims": [{CLAIM}]}}'


@pytest.mark.parametrize(
    ("file", "line", "says"),
    [
        ("documents/more.jsonl", MORE.replace("moon-fund", "moon-fun"), "entity 'moon-fun' is not known; did you mean"),
        ("documents/more.jsonl", MORE.replace('"id": "more", ', ""), "`id` is missing"),
        (
            "documents/more.jsonl",
            MORE.replace('"id": "more"', '"id": "2024-03-01-plan"'),
            "is taken by small/documents/",
        ),
        ("documents/more.jsonl", MORE.replace('"2025-01-01"', "2025"), "published: Input should be a valid string"),
        (
            "documents/more.jsonl",
            f"{MORE[:-2]}, {CLAIM}]}}",
            "says the same as the claim at small/documents/more.jsonl:3",
        ),
        ("documents/more.jsonl", MORE[:-1], "does not parse as JSON"),
        ("documents/more.jsonl", "[]", "is not a document"),
        ("entities/event.jsonl", '{"id": "fair"}', "`name` is missing"),
        (
            "entities/person.jsonl",
            '{"id": "fair", "name": "Moon Fund"}',
            "the name 'Moon Fund' is taken by 'moon-fund'",
        ),
        (
            "entities/person.jsonl",
            '{"id": "moon-fund", "name": "Fund"}',
            "is taken by small/entities/initiative.yaml:1",
        ),
    ],
)
def test_a_fault_in_json_lines_is_named_with_its_line(small: Path, file: str, line: str, says: str) -> None:
    write_lines(small / file, "", " ", line)

    found = [error for error in errors(small) if error.startswith(f"small/{file}:3: ")]
    assert any(says in error for error in found), errors(small)


def test_json_lines_stand_beside_yaml(small: Path) -> None:
    write_lines(small / "documents" / "more.jsonl", MORE, MORE.replace('"more"', '"most"'))
    dataset = read_dataset([small])

    assert {"more", "most", "2024-03-01-plan"} <= dataset.documents.keys()
    assert len(dataset.ties["aland--funds--moon-fund"].claims) == 3


def test_dates_stay_as_written(small: Path) -> None:
    ties = read_dataset([small]).ties
    tie = ties["quantum-bureau--partners-with--space-office--error-correction"]
    assert tie.start == "2025/2027" and tie.span == ("2025-01-01", "9999-12-31")


def test_several_folders_are_one_dataset() -> None:
    with pytest.raises(DatasetError, match="ids are unique"):
        read_dataset([SMALL, SEED])


def test_the_seed_is_without_fault() -> None:
    dataset = read_dataset([SEED])
    assert len(dataset.documents) == 28
    assert all(tie.claims for tie in dataset.ties.values())


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_any_spoiled_line_gives_faults_or_a_dataset_but_never_a_stack_trace(small: Path, data: st.DataObject) -> None:
    file = small / data.draw(st.sampled_from([PLAN, NEWS, "entities/agency.yaml", "technologies.yaml"]))
    original = file.read_text()
    lines = original.splitlines()
    number = data.draw(st.integers(0, len(lines) - 1))
    lines[number] = data.draw(st.sampled_from([lines[number][:-2], lines[number] + " [", "", "- ", "&a *a", lines[0]]))
    file.write_text("\n".join(lines))
    try:
        read_dataset([small])
    except DatasetError as error:
        assert all(line.startswith("small/") for line in str(error).splitlines())
    finally:
        file.write_text(original)


@settings(max_examples=20, deadline=None)
@given(seed=st.integers(0, 10_000))
def test_the_version_does_not_depend_on_the_order_of_reading(
    tmp_path_factory: pytest.TempPathFactory, seed: int
) -> None:
    """The same records in other files and another order are the same dataset."""
    folder = tmp_path_factory.mktemp("shuffled")
    for name in ("entities/agency.yaml", "technologies.yaml"):
        records = ["- id:" + record for record in (SMALL / name).read_text().split("- id:")[1:]]
        random.Random(seed).shuffle(records)
        (folder / name).parent.mkdir(exist_ok=True)
        (folder / name).write_text("".join(records))
    for name in ("entities/country.yaml", "entities/initiative.yaml", PLAN, NEWS):
        (folder / name).parent.mkdir(exist_ok=True)
        (folder / name).write_text((SMALL / name).read_text())

    assert read_dataset([folder]).version == read_dataset([SMALL]).version
