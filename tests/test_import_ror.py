"""`entente import` of records of the Research Organization Registry."""

import json
from pathlib import Path
from typing import Any

import pytest

from app.dataset.checking import read_dataset
from app.domain.vocabulary import Kind
from tests.desk import Desk
from tests.support import SEED, Loader, run_entente

WHOLE, PART, HEIR, TWIN = (f"https://ror.org/{id}" for id in ("00pjdza24", "01an7q238", "02bfwt286", "00rqy9422"))


def record(id: str, name: str, *others: tuple[str, str], country: str = "US", **fields: Any) -> dict[str, Any]:
    """A record in the form of schema 2, with what it says of others."""
    return {
        "id": id,
        "names": [
            {"value": name, "types": ["ror_display", "label"], "lang": "en"},
            {"value": "EXI", "types": ["acronym"], "lang": None},
        ],
        "types": ["facility", "funder"],
        "status": "active",
        "locations": [{"geonames_details": {"country_code": country, "country_name": "somewhere"}}],
        "links": [{"type": "website", "value": f"https://example.org/{id[-9:]}"}],
        "external_ids": [{"type": "isni", "all": ["0000 0001 2348 0690"], "preferred": None}],
        "relationships": [{"type": type, "id": other, "label": f"the {type}"} for type, other in others],
        "admin": {"last_modified": {"date": "2024-05-13", "schema_version": "2.1"}},
    } | fields


RECORDS = [
    record(WHOLE, "Example Institutes", ("child", PART), ("related", HEIR)),
    record(PART, "Institute of Examples", ("parent", WHOLE), ("successor", HEIR), external_ids=[]),
    record(HEIR, "Centre of Examples", ("predecessor", PART), types=["company"], external_ids=[]),
    record(TWIN, "Institute of Examples", types=["government"], country="KE", external_ids=[]),
    record("https://ror.org/01sf06y89", "Withdrawn Institute", ("parent", WHOLE), status="withdrawn"),
]


@pytest.fixture
def data(tmp_path: Path) -> Path:
    """A folder that records were imported into."""
    (tmp_path / "ror.json").write_text(json.dumps({"number_of_results": len(RECORDS), "items": RECORDS}))
    code, text = run(tmp_path)
    assert code == 0, text
    return tmp_path / "institutes"


def run(place: Path, *options: str) -> tuple[int, str]:
    done = run_entente(["import", str(place / "ror.json"), "--into", str(place / "institutes"), *options], {})
    return done.returncode, done.stdout + done.stderr


def test_records_become_entities_with_their_ids(data: Path) -> None:
    entities = read_dataset([data]).entities

    kinds = {entity.name: (entity.kind, entity.short, entity.same_as.ror) for entity in entities.values()}
    assert kinds == {
        "Example Institutes": (Kind.INSTITUTION, "EXI", "00pjdza24"),
        "Institute of Examples": (Kind.INSTITUTION, None, "01an7q238"),
        "Institute of Examples (Kenya)": (Kind.AGENCY, None, "00rqy9422"),
        "Centre of Examples": (Kind.COMPANY, None, "02bfwt286"),
    }
    assert entities["exi"].same_as.isni == "0000000123480690" and entities["exi"].country == ("US",)


def test_a_part_and_a_successor_have_the_record_as_their_document(data: Path) -> None:
    dataset = read_dataset([data])

    assert {id: tie.status for id, tie in dataset.ties.items()} == {
        "institute-of-examples--part-of--exi": "active",
        "centre-of-examples--succeeds--institute-of-examples": "completed",
    }
    assert {document.url for document in dataset.documents.values()} == {PART}
    assert all(tie.documents == 1 and tie.reported == "2024-05-13" for tie in dataset.ties.values())


def test_importing_records_twice_changes_nothing(data: Path) -> None:
    before = {path: path.read_bytes() for path in data.rglob("*") if path.is_file()}
    code, text = run(data.parent)
    assert code == 0 and "Nothing has changed" in text
    assert {path: path.read_bytes() for path in data.rglob("*") if path.is_file()} == before


def test_what_the_seed_has_is_not_written_again(tmp_path: Path) -> None:
    nasa = "https://ror.org/027ka1x80"
    records = [record(PART, "Institute of Examples", ("parent", nasa), external_ids=[])]
    (tmp_path / "ror.json").write_text(json.dumps(records))
    code, text = run(tmp_path, "--against", str(SEED))

    assert code == 0, text
    assert "exi--part-of--nasa" in read_dataset([SEED, tmp_path / "institutes"]).ties
    assert [path.name for path in (tmp_path / "institutes" / "entities").iterdir()] == ["institution.yaml"]


@pytest.mark.parametrize(
    ("content", "problem"), [("{", "does not parse"), ('{"id": "https://ror.org/1"}', "no record of ROR's schema 2")]
)
def test_what_is_no_record_is_refused(tmp_path: Path, content: str, problem: str) -> None:
    (tmp_path / "ror.json").write_text(content)
    code, text = run(tmp_path)
    assert code == 2 and "ror.json" in text and problem in text


RELATIONS = """\
Partner 1;Relationship;Partner 2;Field;Status;Source;Date;Kind of source;Reliability
Example Institutes;works with;Centre of Examples;Photonics;in force;https://example.org/joint;30/10/2023;news;press
Institute of Examples, Kenya;works with;EXI;Photonics;planned;https://example.org/joint;30/10/2023;news;press
"""


def test_a_list_of_relations_between_records_answers_who_works_with_whom(tmp_path: Path, loaded: Loader) -> None:
    (tmp_path / "ror.json").write_text(json.dumps(RECORDS))
    desk = Desk(tmp_path)
    desk.files = [tmp_path / "ror.json"]
    desk.imported()
    desk.files = []
    desk.table("relations.csv", RELATIONS)
    desk.run()
    desk.answer({"Photonics": "new"})
    desk.imported()
    assert run_entente(["check", str(desk.data)], {}).returncode == 0
    client = loaded(desk.data)
    rows = client.get("/partners?technology=photonics").json()["rows"]
    assert [(row["partners"], row["status"]) for row in rows] == [
        (["exi", "institute-of-examples-kenya"], "planned"),
    ]
