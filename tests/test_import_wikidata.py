"""`entente import` of items of Wikidata: names and ids, and of statements only those that cite a source."""

import json
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import pytest

from app.dataset.checking import read_dataset
from app.domain.vocabulary import Kind
from tests.desk import ImportDesk
from tests.support import SEED, Loader, run_entente

Values = Mapping[str, Sequence[dict[str, Any]]]

UNIVERSITY, COMPANY, PARTY = "Q3918", "Q783794", "Q7278"


def snak(property: str, value: Any, type: str) -> dict[str, Any]:
    """A property with a value, as Wikidata writes it."""
    return {"snaktype": "value", "property": property, "datavalue": {"value": value, "type": type}}


def item_of(property: str, id: str) -> dict[str, Any]:
    return snak(property, {"entity-type": "item", "numeric-id": int(id[1:]), "id": id}, "wikibase-entityid")


def text_of(property: str, text: str) -> dict[str, Any]:
    return snak(property, text, "string")


def time_of(property: str, day: str) -> dict[str, Any]:
    precision = 9 if day.endswith("-00-00") else 11
    return snak(property, {"time": f"+{day}T00:00:00Z", "precision": precision, "timezone": 0}, "time")


def cited(address: str, day: str = "2023-05-04", property: str = "P813") -> dict[str, Any]:
    """A reference to a page, with the day on which somebody read it."""
    return {"snaks": {"P854": [text_of("P854", address)], property: [time_of(property, day)]}}


def said(main: dict[str, Any], *references: dict[str, Any], rank: str = "normal", **when: str) -> dict[str, Any]:
    """A statement; `P580` and others are its qualifiers."""
    qualifiers = {property: [time_of(property, day)] for property, day in when.items()}
    return {
        "type": "statement", "rank": rank, "mainsnak": main, "qualifiers": qualifiers, "references": list(references),
    }  # fmt: skip


def item(id: str, name: str, kind: str, *statements: dict[str, Any], country: str = "Q30") -> dict[str, Any]:
    """An item with its statements by property."""
    claims: dict[str, list[dict[str, Any]]] = {}
    for one in (said(item_of("P31", kind)), said(item_of("P17", country)), *statements):
        claims.setdefault(one["mainsnak"]["property"], []).append(one)
    return {
        "type": "item", "id": id, "claims": claims,
        "labels": {"en": {"language": "en", "value": name}, "de": {"language": "de", "value": f"{name} (dt.)"}},
        "aliases": {"en": [{"language": "en", "value": f"{name} of old"}, {"language": "en", "value": "Shared name"}]},
        "descriptions": {"en": {"language": "en", "value": "made up for a test"}},
    }  # fmt: skip


OXBOW, GADGETS, LEAGUE = "Q900000001", "Q900000002", "Q900000003"
ITEMS = [
    item(
        OXBOW, "Oxbow University", UNIVERSITY,
        said(text_of("P856", "https://www.oxbow.example")), said(text_of("P6782", "00pjdza24")),
        said(text_of("P213", "0000 0001 2348 0690")), said(text_of("P1278", "no lei")),
        said(item_of("P463", LEAGUE), cited("https://www.oxbow.example/league", "2024-02-01"), P580="2019-00-00"),
        said(item_of("P2652", GADGETS), cited("https://news.example/deal", "2021-03-02", "P577"), P582="2022-06-30"),
        said(item_of("P463", GADGETS), cited("https://news.example/never"), rank="deprecated"),
    ),
    item(
        GADGETS, "Gadgets Limited", COMPANY,
        said(item_of("P463", LEAGUE)),
        said(item_of("P463", LEAGUE), {"snaks": {"P854": [text_of("P854", "https://news.example/undated")]}}),
        said(item_of("P749", "Q123456789"), cited("https://news.example/elsewhere")),
        country="Q145",
    ),
    item(LEAGUE, "League of Examples", PARTY),
]  # fmt: skip


class Desk(ImportDesk):
    """Somebody's items and folder of data."""

    def __init__(self, place: Path) -> None:
        super().__init__(place, "leagues")
        self.files = [place / "items.json"]
        self.items(ITEMS)

    def items(self, items: Sequence[Any]) -> None:
        """Writes the file of items."""
        self.files[0].write_text(json.dumps({"entities": {one["id"]: one for one in items}}))

    def answer(self) -> None:
        """Says what sort of source the one site is, and what the league is."""
        path = self.data / "import.yaml"
        part, lines = "", list[str]()
        for line in path.read_text().splitlines():
            part = line.strip(" :") if line.startswith("  ") and not line.startswith("   ") else part
            if line.strip().startswith("news.example:"):
                line = "    news.example: " + {"document_kind": "press-report", "reliability": "reported"}[part]
            lines.append(line)
        path.write_text("\n".join(lines) + "\n")
        matches = self.data / "matches.csv"
        matches.write_text(
            matches.read_text("utf-8-sig").replace("League of Examples,US,unsure,league-of-examples,",
                                                   "League of Examples,US,new,league-of-examples,institution"),
            "utf-8-sig",
        )  # fmt: skip

    def imported(self, *options: str | Path) -> str:
        """What the command prints, once all is answered."""
        self.run(*options)
        self.answer()
        return super().imported(*options)


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    return Desk(tmp_path)


def test_items_have_their_names_ids_countries_and_kinds(desk: Desk) -> None:
    desk.imported()
    entities = desk.dataset().entities

    assert {one.name: (one.kind, one.country, one.same_as.wikidata) for one in entities.values()} == {
        "Oxbow University": (Kind.INSTITUTION, ("US",), OXBOW),
        "Gadgets Limited": (Kind.COMPANY, ("GB",), GADGETS),
        "League of Examples": (Kind.INSTITUTION, ("US",), LEAGUE),
    }
    oxbow = entities["oxbow-university"]
    assert oxbow.same_as.row() == {"wikidata": OXBOW, "ror": "00pjdza24", "isni": "0000000123480690"}
    assert oxbow.website == "https://www.oxbow.example" and oxbow.description == "Made up for a test."
    assert set(oxbow.aliases) == {"Oxbow University of old", "Shared name", "Oxbow University (dt.)"}
    assert "Shared name" not in entities["gadgets-limited"].aliases


def test_statements_with_a_source_become_claims(desk: Desk) -> None:
    desk.imported()
    dataset = desk.dataset()

    assert {id: (tie.status, tie.start, tie.end) for id, tie in dataset.ties.items()} == {
        "oxbow-university--member-of--league-of-examples": ("active", "2019", None),
        "gadgets-limited--partners-with--oxbow-university": ("ended", None, "2022-06-30"),
    }
    assert {(one.url, one.published, one.kind, one.reliability) for one in dataset.documents.values()} == {
        ("https://www.oxbow.example/league", "2024-02-01", "agency-page", "official"),
        ("https://news.example/deal", "2021-03-02", "press-report", "reported"),
    }
    [claim] = dataset.ties["oxbow-university--member-of--league-of-examples"].claims
    assert claim.says == "Oxbow University is a member of League of Examples."
    assert claim.where == f"cited by Wikidata for {OXBOW} P463 {LEAGUE}"


def test_what_cites_nothing_is_left_out_with_why(desk: Desk) -> None:
    code, text = desk.run()
    assert code == 1 and not (desk.data / "documents").exists()
    for reason in (
        f"1 statements that cite no address: {GADGETS} P463 {LEAGUE}",
        f"1 references without a day that is over: {GADGETS} P463 {LEAGUE}",
        "1 statements that lead to what is neither here nor known; import these items as well: "
        f"{GADGETS} P749 Q123456789",
    ):
        assert f"Left out, {reason}" in text
    assert "`news.example` is blank; write one of official, reported, unverified" in text
    assert "'League of Examples' (wikidata/organisations row 4)" in text


def test_what_the_seed_has_is_an_end_and_is_not_written_again(desk: Desk) -> None:
    nasa = "Q23548"
    own = said(item_of("P2652", nasa), cited("https://www.oxbow.example/nasa"))
    site = said(text_of("P856", "https://www.oxbow.example"))
    items = [item(OXBOW, "Oxbow University", UNIVERSITY, site, own), item(nasa, "Space people", "Q327333")]
    desk.items(items)
    code, text = desk.run("--against", SEED)
    assert code == 0, text

    ties = read_dataset([SEED, desk.data]).ties
    assert "nasa--partners-with--oxbow-university" in ties
    assert [path.name for path in (desk.data / "entities").iterdir()] == ["institution.yaml"]


def test_one_item_by_itself_and_older_data_are_read(desk: Desk) -> None:
    older = item(GADGETS, "Gadgets Limited", COMPANY, country="Q142")
    for statement in older["claims"]["P17"]:
        del statement["mainsnak"]["datavalue"]["value"]["id"]
    older["aliases"] = []
    desk.files[0].write_text(json.dumps(older))
    done = run_entente(["import", str(desk.files[0]), "--into", str(desk.data)], {})
    assert done.returncode == 0, done.stderr
    assert [one.country for one in desk.dataset().entities.values()] == [("FR",)]


def test_importing_items_twice_changes_nothing(desk: Desk) -> None:
    desk.imported()
    before = {path: path.read_bytes() for path in desk.data.rglob("*") if path.is_file()}
    code, text = desk.run()
    assert code == 0 and "Nothing has changed" in text, text
    assert {path: path.read_bytes() for path in desk.data.rglob("*") if path.is_file()} == before


def test_what_was_imported_answers_who_works_with_whom_in_a_field(desk: Desk, loaded: Loader) -> None:
    project = item("Q900000004", "Oxbow Quantum Project", "Q1298668", said(item_of("P101", "Q17995793")))
    leads = said(item_of("P137", OXBOW), cited("https://www.oxbow.example/quantum"))
    joins = said(item_of("P710", GADGETS), cited("https://www.oxbow.example/quantum"))
    project["claims"] |= {"P137": [leads], "P710": [joins], "P856": [said(text_of("P856", "https://oxbow.example"))]}
    desk.items([*ITEMS[:2], project])
    code, text = desk.run("--against", SEED)
    desk.answer()
    code, text = desk.run("--against", SEED)
    assert code == 0, text
    rows = loaded(SEED, desk.data).get("/partners?technology=quantum-computing&limit=100").json()["rows"]
    assert any({"gadgets-limited", "oxbow-university"} <= {*row["partners"]} for row in rows)
