"""`entente import` of FollowTheMoney: things and edges, one a line, and what no edge says is asked."""

import json
import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest

from app.domain.vocabulary import Kind
from tests.desk import ImportDesk
from tests.support import Loader


def entity(id: str, schema: str, datasets: str = "", **properties: str | list[str]) -> dict[str, Any]:
    """A line: each property has a list of texts."""
    listed = {name: value if isinstance(value, list) else [value] for name, value in properties.items()}
    return {"id": id, "schema": schema, "properties": listed, "datasets": datasets.split()}


THINGS = [
    entity("m-1", "PublicBody", name="Ministry of Examples", country="de", website="https://ministry.example"),
    entity("c-1", "Company", name=["Gadgets Limited", "Gadgets; Ltd"], jurisdiction="gb", leiCode="nonsense"),
    entity("c-2", "Company", name="Gadgets Limited", jurisdiction="fr", wikidataId="Q900000002"),
    entity("o-1", "Organization", name="League of Examples", abbreviation="LOE"),
    entity("p-1", "Person", name="Ada Example", nationality="us"),
    entity("x-1", "Project", name="Quantum Lanterns", keywords="quantum light"),
    entity("a-1", "Address", full="1 Example Street"),
    entity("d-1", "Document", title="A deal is made", sourceUrl="https://news.example/deal", publisher="Example News",
           publishedAt="2022-05-06T10:00:00"),
]  # fmt: skip
EDGES = [
    entity("e-1", "Ownership", owner="c-1", asset="c-2", percentage="75", sourceUrl="https://register.example/1",
           modifiedAt="2024-01-02", publisher="Example Register", status="in force"),
    entity("e-2", "Ownership", owner="m-1", asset="c-1", percentage="12.5", sourceUrl="https://register.example/2",
           modifiedAt="2024-01-02", publisher="Example Register"),
    entity("e-3", "Payment", payer="m-1", beneficiary="c-1", project="x-1", amount="5000000.4", currency="eur",
           date="2022-05-01", proof="d-1", summary="The ministry pays for lanterns."),
    entity("e-4", "ProjectParticipant", participant="c-1", project="x-1", role="LEADS", proof="d-1"),
    entity("e-5", "ProjectParticipant", participant="o-1", project="x-1", role="supporter", proof="d-1"),
    entity("e-6", "Membership", "register", member="c-2", organization="o-1", endDate="2020-01-01",
           retrievedAt="2024-03-04"),
    entity("e-7", "Directorship", director="p-1", organization="c-1", role="Treasurer", proof="d-1"),
    entity("e-8", "UnknownLink", subject="m-1", object="o-1", role="cousin of", proof="d-1"),
    entity("e-9", "Membership", member="p-1", organization="nobody", proof="d-1"),
    entity("e-10", "Membership", member="p-1", organization="o-1"),
    entity("e-11", "Ownership", owner="p-1", asset="c-1", proof="d-1"),
    entity("e-12", "Succession", predecessor="c-2", successor="c-1", sourceUrl="https://register.example/3"),
]  # fmt: skip

ANSWERS: Mapping[tuple[str, str], str] = {
    ("technologies", "quantum light"): "new",
    ("relation", "cousin of"): "PARTNERS_WITH",
    ("status", "no status"): "active",
    ("document_kind", "Example Register"): "agency-page",
    ("document_kind", "Example News"): "press-report",
    ("document_kind", "register"): "agency-page",
    ("reliability", "Example Register"): "official",
    ("reliability", "Example News"): "reported",
    ("reliability", "register"): "unverified",
}
"""What the mapping asks, by part and word."""


class Desk(ImportDesk):
    """Somebody's lines and folder of data."""

    def __init__(self, place: Path) -> None:
        super().__init__(place, "lanterns")
        self.files = [place / "lanterns.ftm.json"]
        self.files[0].write_text("".join(f"{json.dumps(line)}\n" for line in (*EDGES, *THINGS)))

    def answer(self) -> set[tuple[str, str]]:
        """Fills in what the mapping asks, and gives what that was."""
        path = self.data / "import.yaml"
        part, asked, lines = "", set[tuple[str, str]](), list[str]()
        for line in path.read_text().splitlines():
            if line.startswith("  ") and not line.startswith("   "):
                part = line.strip().split(":")[0]
            word = line.strip().split(":")[0]
            if "# asked" in line:
                asked.add((part, word))
                line = f"    {word}: {ANSWERS[part, word]}"
            lines.append(line)
        path.write_text("\n".join(lines) + "\n")
        return asked

    def imported(self, *options: str | Path) -> str:
        """What the command prints, once all is answered."""
        self.run(*options)
        self.answer()
        return super().imported(*options)


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    return Desk(tmp_path)


def test_things_have_their_kinds_and_names_of_their_own(desk: Desk) -> None:
    desk.imported()
    assert {one.name: (one.kind, *one.country) for one in desk.dataset().entities.values()} == {
        "Ministry of Examples": (Kind.AGENCY, "DE"),
        "Gadgets Limited": (Kind.COMPANY, "GB"),
        "Gadgets Limited (France)": (Kind.COMPANY, "FR"),
        "League of Examples": (Kind.INSTITUTION,),
        "Ada Example": (Kind.PERSON, "US"),
        "Quantum Lanterns": (Kind.INITIATIVE,),
    }


def test_edges_are_relations_with_their_documents(desk: Desk) -> None:
    desk.imported()
    dataset = desk.dataset()

    assert {id: str(tie.status) for id, tie in dataset.ties.items()} == {
        "gadgets-limited-france--part-of--gadgets-limited": "active",
        "ministry-of-examples--funds--gadgets-limited": "active",
        "ministry-of-examples--funds--quantum-lanterns": "active",
        "gadgets-limited--leads--quantum-lanterns": "active",
        "loe--supports--quantum-lanterns": "active",
        "gadgets-limited-france--member-of--loe": "ended",
        "ada-example--represents--gadgets-limited": "active",
        "loe--partners-with--ministry-of-examples": "active",
    }
    paid = dataset.ties["ministry-of-examples--funds--quantum-lanterns"]
    assert paid.amount and (paid.amount.value, paid.amount.currency) == (5_000_000, "EUR")
    [claim] = paid.claims
    assert claim.says == "The ministry pays for lanterns." and claim.start == "2022-05-01"
    assert claim.technologies == ("quantum-light",) and claim.where == "record e-3"
    [part] = dataset.ties["gadgets-limited-france--part-of--gadgets-limited"].claims
    assert part.says == "Gadgets Limited has the part Gadgets Limited (France)."
    [office] = dataset.ties["ada-example--represents--gadgets-limited"].claims
    assert office.office == "Treasurer"
    assert {(one.title, one.url, one.published, one.reliability) for one in dataset.documents.values()} == {
        ("A deal is made", "https://news.example/deal", "2022-05-06", "reported"),
        ("register.example/1", "https://register.example/1", "2024-01-02", "official"),
        ("register.example/2", "https://register.example/2", "2024-01-02", "official"),
        ("Data set register", None, "2024-03-04", "unverified"),
    }


def test_what_no_edge_says_is_asked(desk: Desk) -> None:
    code, text = desk.run()
    assert code == 1 and "`no status` is blank" in text and not (desk.data / "documents").exists()
    assert desk.answer() == set(ANSWERS)


def test_where_no_edge_has_a_source_it_is_asked_once(desk: Desk) -> None:
    edge = entity("e-1", "Payment", payer="m-1", beneficiary="c-1", amountEur="100000", date="2021-12-29")
    desk.files[0].write_text("".join(f"{json.dumps(line)}\n" for line in (*THINGS[:2], edge)))
    code, text = desk.run()
    assert code == 1 and "`url` is blank" in text and "`published` is blank" in text
    path = desk.data / "import.yaml"
    answers = {"url": "https://register.example", "published": "2022-01", "document_kind": "agency-page"}
    for name, value in (answers | {"reliability": "official", "no status": "completed"}).items():
        path.write_text(re.sub(rf"(?m)^( +{name}:) *#.*$", rf"\1 {value}", path.read_text()))
    code, text = desk.run()
    assert code == 0, text
    assert desk.dataset().ties["ministry-of-examples--funds--gadgets-limited"].status == "completed"


def test_what_cannot_be_a_claim_is_left_out_with_why(desk: Desk) -> None:
    _, text = desk.run()
    for reason in (
        "1 edges that lead to what is not there: e-9 (nobody)",
        "1 relations without a source, where others have one: p-1 – o-1",
        "1 relations reversed PART_OF that cannot be between such kinds: p-1 – c-1",
        "1 relations whose source has no day: c-1 – c-2",
        "1 entities of the schema Address: a-1",
    ):
        assert f"Left out, {reason}" in text


def test_importing_lines_twice_changes_nothing(desk: Desk) -> None:
    desk.imported()
    before = {path: path.read_bytes() for path in desk.data.rglob("*") if path.is_file()}
    code, text = desk.run()
    assert code == 0 and "Nothing has changed" in text, text
    assert {path: path.read_bytes() for path in desk.data.rglob("*") if path.is_file()} == before


@pytest.mark.parametrize(
    ("line", "problem"),
    [("{", "2: does not parse as JSON"), ('{"id": "a"}', "2: is no entity of FollowTheMoney")],
)
def test_a_line_that_is_no_entity_is_named(desk: Desk, line: str, problem: str) -> None:
    desk.files[0].write_text(f"{json.dumps(THINGS[0])}\n{line}\n")
    code, text = desk.run()
    assert code == 2 and f"lanterns.ftm.json:{problem}" in text


def test_what_was_imported_answers_who_works_with_whom(desk: Desk, loaded: Loader) -> None:
    desk.imported()
    client = loaded(desk.data)
    rows = client.get("/partners?technology=quantum-light").json()["rows"]
    assert [sorted(row["partners"]) for row in rows] == [["gadgets-limited", "loe", "ministry-of-examples"]]
