"""`entente import` of tables of CORDIS: projects, who takes part, and money, each with a page to cite."""

import csv
import re
from collections.abc import Mapping, Sequence
from pathlib import Path
from zipfile import ZipFile

import pytest

from app.dataset.checking import read_dataset
from app.domain.vocabulary import Kind
from bench.cordis import FIELD, ORGANIZATION, PROJECT, Cordis, taken
from tests.desk import ImportDesk
from tests.support import SEED, Loader, run_entente

Cells = dict[str, str]

QKD: Cells = {
    "id": "101000001", "acronym": "QNET", "status": "SIGNED", "title": "Quantum networks for everybody",
    "startDate": "2023-01-01", "endDate": "2026-12-31", "ecMaxContribution": "2999999,5",
    "frameworkProgramme": "HORIZON", "fundingScheme": "HORIZON-RIA", "contentUpdateDate": "2024-06-17 15:02:11",
    "objective": 'A text with "quotation; marks" and a semicolon',
}  # fmt: skip
OLD: Cells = QKD | {
    "id": "700002", "acronym": "OLDIE", "status": "CLOSED", "title": "An older project", "startDate": "2015-09-01",
    "endDate": "2018-08-31", "ecMaxContribution": "150000.00", "contentUpdateDate": "",
}  # fmt: skip
STOPPED: Cells = QKD | {"id": "700003", "acronym": "QNET", "status": "TERMINATED", "title": "An older project"}

DELFT: Cells = {
    "projectID": "101000001", "organisationID": "999000001", "name": "TECHNISCHE UNIVERSITEIT BEISPIEL",
    "shortName": "TUB", "activityType": "HES", "country": "NL", "organizationURL": "www.tub.example",
    "role": "coordinator", "ecContribution": "1000000", "endOfParticipation": "false",
}  # fmt: skip
ATHENS: Cells = DELFT | {
    "organisationID": "999000002", "name": "ATHENS PHOTONICS SA", "shortName": "TUB", "activityType": "PRC",
    "country": "EL", "role": "participant", "endOfParticipation": "true",
}  # fmt: skip
MINISTRY: Cells = ATHENS | {
    "organisationID": "999000003", "name": "Ministry of Examples", "activityType": "PUB", "country": "UK",
    "role": "associatedPartner", "ecContribution": "0", "endOfParticipation": "false",
}  # fmt: skip
NAMESAKE: Cells = DELFT | {"projectID": "700002", "organisationID": "999000004", "country": "BE"}

OPTICS = "/natural sciences/physical sciences/optics"
KEYS = "/natural sciences/physical sciences/quantum physics/quantum cryptography"


class Desk(ImportDesk):
    """Somebody's download and folder of data."""

    def __init__(self, place: Path) -> None:
        super().__init__(place, "projects")

    def table(self, name: str, columns: Sequence[str], rows: Sequence[Cells]) -> Path:
        """Writes a table as CORDIS does."""
        path = self.place / name
        with path.open("w", encoding="utf-8-sig", newline="") as file:
            writer = csv.DictWriter(file, list(columns), delimiter=";", quoting=csv.QUOTE_ALL, extrasaction="ignore")
            writer.writeheader()
            writer.writerows(rows)
        self.files = [*dict.fromkeys((*self.files, path))]
        return path

    def download(self, projects: Sequence[Cells], parts: Sequence[Cells], fields: Mapping[str, str]) -> None:
        """Writes the three tables."""
        self.table("project.csv", PROJECT, projects)
        self.table("organization.csv", ORGANIZATION, parts)
        rows = [{"projectID": id, "euroSciVocPath": path} for path, id in fields.items()]
        self.table("euroSciVoc.csv", FIELD, rows)


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    """A download of three projects."""
    desk = Desk(tmp_path)
    desk.download(
        [QKD, OLD, STOPPED],
        [DELFT, ATHENS, MINISTRY, NAMESAKE, MINISTRY | {"projectID": "700003", "role": "coordinator"}],
        {KEYS: "101000001", OPTICS: "101000001"},
    )
    return desk


def test_projects_have_their_participants_and_money(desk: Desk) -> None:
    desk.imported()
    ties = desk.dataset().ties

    assert {id: str(tie.status) for id, tie in ties.items() if "qnet-101000001" in id} == {
        "european-union--funds--qnet-101000001": "active",
        "technische-universiteit-beispiel--leads--qnet-101000001": "active",
        "athens-photonics-sa--participates-in--qnet-101000001": "ended",
        "ministry-of-examples--participates-in--qnet-101000001": "active",
    }
    paid = ties["european-union--funds--qnet-101000001"]
    assert paid.amount and (paid.amount.value, paid.amount.currency, paid.amount.kind) == (3_000_000, "EUR", "grant")
    assert (paid.start, paid.end) == ("2023-01-01", "2026-12-31")
    assert ties["ministry-of-examples--leads--qnet-700003"].status == "ended"
    assert ties["european-union--funds--oldie-700002"].status == "completed"
    said = ties["ministry-of-examples--participates-in--qnet-101000001"].claims[0].says
    assert said == "Ministry of Examples takes part in QNET as associated partner."


def test_what_participants_get_is_said_and_counted_once(desk: Desk) -> None:
    desk.imported()
    [claim] = desk.dataset().ties["technische-universiteit-beispiel--leads--qnet-101000001"].claims
    assert claim.amount is None and "EUR 1,000,000" in claim.says


def test_a_project_has_its_page_as_its_document(desk: Desk) -> None:
    desk.imported()
    documents = desk.dataset().documents

    page = documents["cordis-101000001"]
    assert page.url == "https://cordis.europa.eu/project/id/101000001" and page.published == "2024-06-17"
    assert (page.kind, page.reliability, page.note) == ("agency-page", "official", None)
    assert documents["cordis-700002"].published == "2015-09-01?" and documents["cordis-700002"].note


def test_organisations_have_kinds_countries_numbers_and_names_of_their_own(desk: Desk) -> None:
    desk.imported()
    entities = desk.dataset().entities

    found = {
        one.name: (one.kind, *one.country, one.short, one.same_as.pic)
        for one in entities.values()
        if one.kind in (Kind.INSTITUTION, Kind.COMPANY, Kind.AGENCY)
    }
    assert found == {
        "TECHNISCHE UNIVERSITEIT BEISPIEL": (Kind.INSTITUTION, "NL", "TUB", "999000001"),
        "ATHENS PHOTONICS SA": (Kind.COMPANY, "GR", None, "999000002"),
        "Ministry of Examples": (Kind.AGENCY, "GB", None, "999000003"),
        "TECHNISCHE UNIVERSITEIT BEISPIEL (Belgium)": (Kind.INSTITUTION, "BE", None, "999000004"),
    }
    shorts = {one.name: one.short for one in entities.values() if one.kind is Kind.INITIATIVE}
    assert shorts == {
        "An older project": "OLDIE",
        "An older project (QNET)": "QNET",
        "Quantum networks for everybody": "QNET (101000001)",
    }


def test_fields_are_technologies_and_those_that_are_known_stay(desk: Desk) -> None:
    desk.imported("--against", SEED)
    dataset = read_dataset([SEED, desk.data])

    added = (desk.data / "technologies.jsonl").read_text()
    assert set(re.findall(r'"id":"([a-z-]+)"', added)) == {
        "natural-sciences", "physical-sciences", "optics", "quantum-physics",
    }  # fmt: skip
    assert dataset.technologies["optics"].broader == ("physical-sciences",)
    tie = dataset.ties["european-union--funds--qnet-101000001"]
    assert set(tie.technologies) == {"quantum-cryptography", "optics"}


def test_an_archive_is_imported_like_its_tables(desk: Desk) -> None:
    archive = desk.place / "cordis.zip"
    with ZipFile(archive, "w") as file:
        for table in desk.files:
            file.write(table, table.name)
        file.writestr("webLink.csv", "projectID;physUrl\n1;x\n")
    desk.files = [archive]
    text = desk.imported()
    assert "3 projects" in text and len(desk.dataset().documents) == 3


def test_without_fields_it_says_what_is_missing(desk: Desk) -> None:
    desk.files = [file for file in desk.files if file.name != "euroSciVoc.csv"]
    assert "add euroSciVoc.csv" in desk.imported()
    desk.files = desk.files[:1]
    code, text = desk.run()
    assert code == 2 and "organization.csv of CORDIS is missing" in text


def test_importing_again_changes_nothing_and_a_newer_table_what_it_changes(desk: Desk) -> None:
    desk.imported()
    before = {path: path.read_bytes() for path in desk.data.rglob("*") if path.is_file()}
    assert "Nothing has changed" in desk.imported()
    assert {path: path.read_bytes() for path in desk.data.rglob("*") if path.is_file()} == before

    desk.table("project.csv", PROJECT, [QKD | {"status": "CLOSED"}, OLD])
    assert "Wrote 2 files" in desk.imported()
    assert desk.dataset().ties["european-union--funds--qnet-101000001"].status == "completed"


def test_what_a_person_has_changed_is_not_written_over(desk: Desk) -> None:
    desk.imported()
    file = desk.data / "entities" / "company.jsonl"
    file.write_text(file.read_text().replace("PHOTONICS", "Photonics"))
    before = {path: path.read_bytes() for path in desk.data.rglob("*") if path.is_file()}
    code, text = desk.run()
    assert code == 2 and "entities/company.jsonl is yours" in text
    assert {path: path.read_bytes() for path in desk.data.rglob("*") if path.is_file()} == before


def test_what_cannot_be_relied_on_is_left_out_and_said(desk: Desk) -> None:
    projects = [
        QKD,
        QKD,
        OLD | {"status": ""},
        STOPPED | {"endDate": "1999-01-01", "ecMaxContribution": "many"},
    ]
    desk.download(projects, [DELFT, ATHENS | {"country": "ZZ"}, NAMESAKE, MINISTRY | {"name": ""}], {})
    with (desk.place / "organization.csv").open("a") as file:
        file.write('"101000001";"broken "quotes"; in a name";"1"\n')
    text = desk.imported()
    for reason in (
        "1 projects that stand twice: project.csv line 3",
        "1 projects whose status is none of SIGNED, CLOSED and TERMINATED: project.csv line 4",
        "1 dates of projects that end before they begin",
        "1 ecMaxContribution that are no sum",
        "1 projects with neither participants nor money",
        "1 countries 'ZZ', which are none",
        "1 participants without a name or a number",
        "1 rows with more or fewer cells than headings: organization.csv row 6",
        "1 parts in projects that no table of projects has",
    ):
        assert f"Left out, {reason}" in text
    assert list(desk.dataset().documents) == ["cordis-101000001"]


def test_an_organisation_that_may_be_known_is_asked(desk: Desk) -> None:
    known = {"name": "National Aeronautics and Space Agency", "country": "US", "activityType": "PUB"}
    same = {"organisationID": "999000009", "name": "NASA", "country": "US", "activityType": "PUB", "shortName": ""}
    desk.download([QKD, OLD], [DELFT | known, NAMESAKE | same], {})
    code, text = desk.run("--against", SEED)
    assert code == 1 and "may be nasa" in text and not (desk.data / "documents").exists()

    path = desk.data / "matches.csv"
    path.write_text(path.read_text("utf-8-sig").replace("unsure", "same"), "utf-8-sig")
    desk.imported("--against", SEED)
    ties = read_dataset([SEED, desk.data]).ties
    assert "nasa--leads--qnet-101000001" in ties and "nasa--leads--oldie-700002" in ties


def test_another_download_finds_the_same_organisations_and_replaces_nothing(desk: Desk, tmp_path: Path) -> None:
    desk.imported()
    (tmp_path / "other").mkdir()
    other = Desk(tmp_path / "other")
    other.download([QKD | {"id": "5"}], [DELFT | {"projectID": "5", "name": "Example University of Technology"}], {})
    other.imported("--against", desk.data)
    ties = read_dataset([desk.data, other.data]).ties
    assert "technische-universiteit-beispiel--leads--qnet-5" in ties
    assert not (other.data / "entities" / "institution.jsonl").exists()

    other.data = desk.data
    code, text = other.run()
    assert code == 2 and "import all in one command" in text and len(desk.dataset().documents) == 3


def test_another_number_is_another_organisation_whatever_its_name(desk: Desk, tmp_path: Path) -> None:
    desk.imported()
    (tmp_path / "other").mkdir()
    other = Desk(tmp_path / "other")
    other.download([QKD | {"id": "5"}], [DELFT | {"projectID": "5", "organisationID": "999000077"}], {})
    other.imported("--against", desk.data)
    found = read_dataset([desk.data, other.data]).entities.values()
    assert {one.same_as.pic for one in found if one.name.startswith("TECHNISCHE")} >= {"999000001", "999000077"}


def test_forms_of_data_are_imported_by_a_command_each(desk: Desk) -> None:
    registry = desk.place / "ror.json"
    registry.write_text("[]")
    desk.files.append(registry)
    code, text = desk.run()
    assert code == 2 and "records of ROR and tables of CORDIS are imported by a command each" in text


def test_tables_of_2019_and_before_are_read(desk: Desk) -> None:
    columns = "projectID projectAcronym role id name shortName activityType endOfParticipation ecContribution country"
    row = DELFT | {"id": DELFT["organisationID"]}
    desk.table("organization.csv", [*columns.split(), "organizationUrl"], [row | {"organizationUrl": "tub.example"}])
    desk.imported()
    assert desk.dataset().entities["technische-universiteit-beispiel"].website == "https://tub.example"


def test_ten_times_the_projects_take_hardly_more_memory(tmp_path: Path) -> None:
    peaks = [peak(tmp_path / str(count), count) for count in (200, 2000)]
    assert peaks[1] - peaks[0] < 15, f"{peaks} MB"


def peak(place: Path, projects: int) -> float:
    """The most memory, in MB, that an import of so many projects takes in a process of its own."""
    tables = Cordis(projects).write(place / "tables")
    _, megabytes = taken("import", *map(str, tables), "--into", str(place / "data"))
    return megabytes


def test_what_was_imported_answers_who_works_with_whom_in_a_field(desk: Desk, loaded: Loader) -> None:
    desk.imported()
    done = run_entente(["check", str(desk.data)], {})
    assert done.returncode == 0, done.stderr
    client = loaded(desk.data)
    rows = client.get("/partners?technology=physical-sciences").json()["rows"]
    [money] = client.get("/funding?funder=european-union&technology=optics").json()["rows"]
    assert [sorted(row["partners"]) for row in rows] == [
        ["athens-photonics-sa", "european-union", "ministry-of-examples", "technische-universiteit-beispiel"]
    ]
    assert "3000000" in str(money)
