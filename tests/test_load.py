"""Loading: the graph becomes equal to the folders, once and for all."""

import asyncio
import json
import re
import shutil
from pathlib import Path
from typing import Any

import neo4j
import pytest
import yaml

from app.answers.service import Service
from app.dataset.checking import read_dataset
from app.errors import DatasetError
from app.graph.client import Graph
from app.http.query_string import viewed_at
from app.loading import held, ingest, steps
from app.loading import load as loader
from app.loading.ingest import Progress
from app.loading.load import load
from tests.support import SEED, Loader, Server

EVERYTHING = """
CALL () {
  MATCH (n)
  WITH n, n {.*, loaded: null, arrived: null, last_arrived: null} AS properties
  RETURN collect([COLLECT { UNWIND labels(n) AS label RETURN label ORDER BY label }, properties]) AS nodes
}
CALL () { MATCH (a)-[r]->(b) RETURN collect([a.id, type(r), b.id, properties(r)]) AS edges }
RETURN nodes, edges
"""


def everything(server: Server) -> Any:
    """All that the graph holds but when it came, in an order that does not depend on how it was written."""
    record = server.record(EVERYTHING)
    return tuple(sorted(json.dumps(item, sort_keys=True) for item in record[part]) for part in ("nodes", "edges"))


def count(server: Server, pattern: str) -> int:
    return server.record(f"MATCH {pattern} RETURN count(*) AS n")["n"]


def replace(path: Path, old: str, new: str) -> None:
    text = path.read_text()
    assert old in text
    path.write_text(text.replace(old, new))


class Reported:
    """What a load says of its progress."""

    def __init__(self) -> None:
        self.totals: dict[str, int] = {}

    def __call__(self, what: str, done: int, total: int) -> None:
        self.totals[what] = total


def reported(server: Server, folder: Path) -> dict[str, int]:
    """How many records of each step a load had to do with."""
    progress = Reported()
    server.use(lambda graph: load(graph, [folder], progress))
    return progress.totals


def as_json_lines(folder: Path) -> None:
    """Writes the YAML files of a dataset as JSON Lines, all documents in one file, the last first."""

    def write(path: Path, records: Any) -> None:
        path.write_text("".join(json.dumps(record) + "\n" for record in records))

    def read(path: Path) -> Any:
        record = yaml.load(path.read_text(), yaml.BaseLoader)
        path.unlink()
        return record

    for path in (folder / "technologies.yaml", *folder.glob("entities/*.yaml")):
        write(path.with_suffix(".jsonl"), read(path))
    paths = sorted(folder.glob("documents/*.yaml"), reverse=True)
    write(folder / "documents" / "all.jsonl", [{"id": path.stem} | read(path) for path in paths])


def make_institution(small: Path, kind: str, text: str) -> None:
    """Moves an entity from the file of its kind to that of institutions."""
    replace(small / "entities" / f"{kind}.yaml", text, "")
    (small / "entities" / "institution.yaml").write_text(text)


def test_a_second_load_writes_nothing(scratch: Server, small: Path) -> None:
    scratch.load(small)
    before = scratch.record("MATCH (d:Dataset) RETURN d.loaded AS loaded, d.version AS version")
    again = scratch.load(small)

    assert again.size == 0 and again.version == before["version"]
    assert scratch.record("MATCH (d:Dataset) RETURN d.loaded AS loaded, d.version AS version") == before


def test_a_changed_claim_changes_its_tie_and_nothing_else(scratch: Server, small: Path) -> None:
    scratch.load(small)
    replace(small / "documents" / "2024-03-01-plan.yaml", "status: planned", "status: suspended")
    done = scratch.load(small)

    assert list(done.changes["ties"].changed) == ["space-office--participates-in--qubit-project"]
    assert done.size == 1
    tie = scratch.record("MATCH (t:Tie {id: 'space-office--participates-in--qubit-project'}) RETURN t {.*} AS t")["t"]
    assert tie["status"] == "suspended"
    edge = scratch.record("MATCH ()-[e:PARTICIPATES_IN {status: 'suspended'}]->() RETURN e.tie AS tie, count(*) AS n")
    assert edge == {"tie": tie["id"], "n": 1}, "the plain edge follows its tie"


ONE_DOCUMENT = {"read_documents": 1, "write_documents": 1, "finish": 1}


def test_only_what_changed_is_read_and_derived(scratch: Server, small: Path) -> None:
    scratch.load(small)
    replace(small / "documents" / "2025-06-02-news.yaml", "The two work on", "The two work together on")

    assert reported(scratch, small) == ONE_DOCUMENT
    assert reported(scratch, small) == {}


def test_of_a_changed_file_only_the_changed_documents_are_read(scratch: Server, small: Path) -> None:
    scratch.load(small)
    as_json_lines(small)
    scratch.load(small)
    documents = small / "documents" / "all.jsonl"
    replace(documents, "The two work on", "The two work together on")
    assert reported(scratch, small) == ONE_DOCUMENT

    news, plan = documents.read_text().splitlines(keepends=True)
    documents.write_text(plan)
    (small / "documents" / "news.jsonl").write_text(news)
    assert reported(scratch, small) == ONE_DOCUMENT, "it stands elsewhere"
    documents.write_text("\n" + plan)
    assert reported(scratch, small) == {"finish": 0}
    (small / "documents" / "news.jsonl").unlink()
    assert list(scratch.load(small).changes["documents"].removed) == ["2025-06-02-news"]


def test_an_id_that_a_document_elsewhere_has_is_refused(scratch: Server, small: Path) -> None:
    scratch.load(small)
    news = yaml.load((small / "documents" / "2025-06-02-news.yaml").read_text(), yaml.BaseLoader)
    (small / "documents" / "more.jsonl").write_text(json.dumps({"id": "2025-06-02-news"} | news))

    with pytest.raises(DatasetError, match=r"more.jsonl:1: id '2025-06-02-news' is taken by small/documents/2025"):
        scratch.load(small)


def test_a_document_written_in_other_words_but_not_otherwise_is_no_change(scratch: Server, small: Path) -> None:
    scratch.load(small)
    before = everything(scratch)
    as_json_lines(small)
    again = scratch.load(small)

    assert again.size == 0
    of_files = ("digest", "lists", "files", "file")
    plain = [without(node, of_files) for node in everything(scratch)[0]]
    assert plain == [without(node, of_files) for node in before[0]]


def without(node: str, names: tuple[str, ...]) -> Any:
    labels, properties = json.loads(node)
    return labels, {name: value for name, value in properties.items() if name not in names}


@pytest.mark.thorough
def test_the_version_is_that_of_the_content_by_whatever_way(scratch: Server, small: Path) -> None:
    scratch.load(small)
    replace(small / "documents" / "2025-06-02-news.yaml", "status: active", "status: suspended")
    replace(small / "entities" / "country.yaml", "name: Aland", "name: Åland")
    by_change = scratch.load(small).version
    as_json_lines(small)

    assert by_change == read_dataset([small]).version
    scratch.load(SEED)
    assert scratch.load(small).version == by_change


def test_a_removed_document_takes_what_only_it_claimed(scratch: Server, small: Path) -> None:
    scratch.load(small)
    (small / "documents" / "2025-06-02-news.yaml").unlink()
    done = scratch.load(small)

    assert list(done.changes["documents"].removed) == ["2025-06-02-news"]
    assert list(done.changes["ties"].removed) == ["quantum-bureau--partners-with--space-office--error-correction"]
    assert count(scratch, "(:Tie)") == 4
    assert count(scratch, "(:Claim)") == 4
    assert count(scratch, "(:Entity)-[:PARTNERS_WITH]->(:Entity)") == 0
    back = scratch.record("MATCH (t:Tie {id: 'bolivia--funds--moon-fund'}) RETURN t.disputed AS disputed")
    assert back == {"disputed": False}, "the document that disputed it is gone"


EARLIER = """
MATCH (claim:Claim) SET claim.arrived = '2026-01-31'
WITH count(*) AS claims MATCH (tie:Tie) SET tie.last_arrived = '2026-01-31'
"""
ARRIVALS = (
    "MATCH (c:Claim) RETURN collect(DISTINCT CASE WHEN c.says STARTS WITH 'Anew' THEN 'new' ELSE c.arrived END) AS days"
)


@pytest.mark.thorough
@pytest.mark.parametrize("anew", [False, True], ids=["what changed", "everything"])
def test_a_claim_keeps_the_day_on_which_it_came(scratch: Server, small: Path, loaded: Loader, anew: bool) -> None:
    """A load of years of documents is no news of today, whichever way the next one takes."""
    scratch.load(SEED)
    scratch.load(small)
    with neo4j.GraphDatabase.driver(scratch.uri, auth=("neo4j", scratch.password)) as driver:
        driver.execute_query(EARLIER)  # pyright: ignore[reportUnknownMemberType]
    replace(
        small / "documents" / "2024-03-01-plan.yaml", "The office wants to join the project.", "Anew in other words."
    )
    replace(small / "documents" / "2024-03-01-plan.yaml", "status: planned", "status: suspended")
    if anew:
        make_institution(
            small, "agency", "- id: quantum-bureau\n  name: Quantum Bureau of Bolivia\n  aliases: [Oficina Cuántica]\n"
            "  country: BO\n"
        )  # fmt: skip
    client = loaded(small)

    assert sorted(scratch.record(ARRIVALS)["days"]) == ["2026-01-31", "new"]
    answer = client.get("/changes?since=2026-02&by=arrival").raise_for_status().json()
    older = client.get("/changes?since=2026-01-30&by=arrival").raise_for_status().json()
    (row,) = answer["rows"]
    assert row["tie"] == "space-office--participates-in--qubit-project" and "status" in row["changed"]
    assert (row["before"], row["now"], len(row["claims"])) == ("active", "suspended", 1), "by who else tells of it"
    assert len(older["rows"]) > 1 and {"new"} in [set(one["changed"]) for one in older["rows"]]


def test_an_entity_that_changes_kind_has_one_label(scratch: Server, small: Path) -> None:
    scratch.load(small)
    text = "- id: quantum-bureau\n  name: Quantum Bureau of Bolivia\n  aliases: [Oficina Cuántica]\n  country: BO\n"
    make_institution(small, "agency", text)
    scratch.load(small)

    labels = scratch.record("MATCH (e:Entity {id: 'quantum-bureau'}) RETURN labels(e) AS labels")["labels"]
    assert sorted(labels) == ["Entity", "Institution"]


BELONGING = "MATCH (e)-[:BELONGS_TO]->(c) WITH * ORDER BY e.id RETURN collect([e.id, c.id]) AS edges"


def test_entities_belong_to_their_countries_in_whatever_order_they_come(scratch: Server, small: Path) -> None:
    countries = small / "entities" / "country.yaml"
    whole = countries.read_text()
    countries.write_text(whole.replace("- id: bolivia\n  name: Bolivia\n  country: BO\n", ""))
    for document in (small / "documents").glob("*.yaml"):
        document.write_text(document.read_text().replace("bolivia", "quantum-bureau"))
    scratch.load(small)

    assert scratch.record(BELONGING)["edges"] == [["space-office", "aland"]]
    countries.write_text(whole)
    scratch.load(small)

    assert scratch.record(BELONGING)["edges"] == [["quantum-bureau", "bolivia"], ["space-office", "aland"]]
    agencies = small / "entities" / "agency.yaml"
    agencies.write_text(agencies.read_text().replace("country: BO", "country: [AX, BO]"))
    scratch.load(small)

    assert ["quantum-bureau", "aland"] in scratch.record(BELONGING)["edges"]


def test_ties_follow_the_kind_of_their_object(scratch: Server, small: Path) -> None:
    """Who shares an initiative is a partner through it; who shares an institution is not."""
    scratch.load(small)
    text = "- id: moon-fund\n  name: Moon Fund\n"
    make_institution(small, "initiative", text)
    scratch.load(small)
    by_change = everything(scratch)
    scratch.load(SEED)
    scratch.load(small)

    assert everything(scratch) == by_change
    partners = scratch.record("MATCH (:Tie {object: 'moon-fund'})-[f:IN_FIELD]->() RETURN collect(f.partners) AS all")
    assert partners["all"] and "moon-fund" not in partners["all"]


def test_records_that_were_removed_by_hand_come_back(scratch: Server, small: Path) -> None:
    scratch.load(small)
    before = everything(scratch)
    remove = "MATCH (n:Claim) WITH n LIMIT 1 DETACH DELETE n"
    with neo4j.GraphDatabase.driver(scratch.uri, auth=("neo4j", scratch.password)) as driver:
        driver.execute_query(remove)  # pyright: ignore[reportUnknownMemberType]
    assert everything(scratch) != before
    scratch.load(small)

    assert everything(scratch) == before


@pytest.mark.thorough
def test_the_way_to_a_dataset_does_not_show_in_the_graph(scratch: Server, small: Path) -> None:
    scratch.load(SEED)
    scratch.load(small)
    by_change = everything(scratch)
    scratch.load(SEED)
    (seeded, _) = everything(scratch)
    scratch.load(small)

    assert everything(scratch) == by_change
    assert len(seeded) > len(by_change[0])


ASKED = ("/technologies?limit=1000", "/entities/moon-mission-2017", "/ties?limit=1000&disputed=include", "/disputes")


@pytest.mark.thorough
def test_the_way_to_a_dataset_does_not_show_in_answers(scratch: Server, tmp_path: Path) -> None:
    """Technologies and documents that come back to their places do so in another order."""

    def answers() -> list[bytes]:
        async def ask(graph: Graph) -> list[bytes]:
            service = Service(graph, 10**7)
            return [(await service.answer(viewed_at(address, "").question)).json() for address in ASKED]

        return scratch.use(ask)

    scratch.load(SEED)
    before = answers()
    other = Path(shutil.copytree(SEED, tmp_path / "seed"))
    technologies = other / "technologies.yaml"
    technologies.write_text(re.sub(r"broader: \[([\w-]+),.*\]", r"broader: [\1]", technologies.read_text()))
    for document in ("2013-08-14-chandrayaan-2-without-russia", "2023-06-25-artemis-accords-the-national"):
        (other / "documents" / f"{document}.yaml").unlink()
    scratch.load(other)
    scratch.load(SEED)

    assert answers() == before


def load_in_steps_of(size: int, monkeypatch: pytest.MonkeyPatch) -> None:
    """Loads of more than so many records go in steps of about so many, and ask the graph for so many at a time."""
    for module, names in {loader: ("ONE_STEP",), steps: ("BATCH",), held: ("BATCH", "PAGE")}.items():
        for name in names:
            monkeypatch.setattr(module, name, size)


@pytest.mark.thorough
def test_in_steps_the_result_is_the_same(scratch: Server, small: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    scratch.load(small)
    at_once = everything(scratch)
    scratch.load(SEED)
    load_in_steps_of(2, monkeypatch)
    monkeypatch.setattr(held, "PAGE", 3)
    monkeypatch.setattr(ingest, "ALONE", 0)
    monkeypatch.setattr(ingest, "CHUNK", 1)
    scratch.load(small)

    assert everything(scratch) == at_once


class Killed(Exception):
    """Stands for the end of a loading process."""


def die_at(step: int) -> Progress:
    steps = iter(range(1000))

    def progress(what: str, done: int, total: int) -> None:
        if next(steps) == step:
            raise Killed

    return progress


def load_until(server: Server, folder: Path, step: int) -> None:
    with pytest.raises(Killed):
        server.use(lambda graph: load(graph, [folder], die_at(step)))


def test_a_load_that_dies_leaves_the_last_dataset(scratch: Server, small: Path) -> None:
    scratch.load(small)
    before = everything(scratch)
    load_until(scratch, SEED, step=4)

    assert everything(scratch) == before


def test_a_load_in_steps_that_dies_is_finished_by_the_next(
    scratch: Server, small: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    scratch.load(small)
    whole = everything(scratch)
    scratch.load(SEED)
    load_in_steps_of(10, monkeypatch)
    load_until(scratch, small, step=2)
    assert scratch.record("MATCH (d:Dataset) RETURN d.loading AS loading")["loading"], "readers are told"
    scratch.load(small)

    assert everything(scratch) == whole


def test_nothing_counts_what_indexes_hold_while_a_load_writes(scratch: Server) -> None:
    """Threads that do can keep the writer waiting for good where there are few processors."""
    named = "SHOW SETTINGS 'db.index_sampling.background_enabled' YIELD value RETURN value"

    assert scratch.record(named)["value"] == "false"


def test_two_loads_at_once_end_as_one(scratch: Server, small: Path) -> None:
    scratch.load(SEED)

    async def both(graph: Graph) -> None:
        await asyncio.gather(load(graph, [small]), load(graph, [small]))

    scratch.use(both)
    assert count(scratch, "(:Tie)") == 5
    assert count(scratch, "(:Claim)") == 7
    assert count(scratch, "(:Dataset)") == 1


def test_faults_keep_the_graph_as_it_is(scratch: Server, small: Path) -> None:
    scratch.load(small)
    before = everything(scratch)
    replace(small / "documents" / "2024-03-01-plan.yaml", "qubit-project", "no-such-project")

    with pytest.raises(DatasetError):
        scratch.load(small)
    assert everything(scratch) == before


@pytest.mark.parametrize(
    ("file", "old", "new", "error"),
    [
        ("documents/2024-03-01-plan.yaml", "[bolivia, FUNDS", "[bolivia, LEADS", "2025-06-02-news.yaml:12: disputes"),
        ("technologies.yaml", "id: quantum-computing", "id: quantum-sensing", "2024-03-01-plan.yaml:9: technology"),
        ("entities/agency.yaml", "id: space-office", "id: moon-office", "2025-06-02-news.yaml:6: entity"),
    ],
)  # fmt: skip
def test_faults_of_documents_that_did_not_change_are_told(
    scratch: Server, small: Path, file: str, old: str, new: str, error: str
) -> None:
    scratch.load(small)
    before = everything(scratch)
    replace(small / file, old, new)

    with pytest.raises(DatasetError, match=error) as raised:
        scratch.load(small)
    with pytest.raises(DatasetError) as checked:
        read_dataset([small])
    assert str(raised.value) == str(checked.value)
    assert everything(scratch) == before
