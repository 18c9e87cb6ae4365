"""Loads in steps: a graph that holds a whole dataset goes to the next one by whole datasets, whoever ends it midway."""

import asyncio
from collections.abc import Mapping
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import httpx
import pytest
from hypothesis import given

from app.answers.patience import begun_anew
from app.domain.answer import PARTS
from app.domain.hashing import mark, version
from app.domain.records import Claim
from app.domain.ties import derive_tie
from app.domain.vocabulary import Kind, Relation
from app.graph.client import Graph
from app.graph.failures import Changed
from app.graph.mapping import claim_of, tie_row
from app.graph.results import WaitingReaders
from app.loading.load import Loaded, load
from tests.support import Server, serving, until_ready
from tests.test_load import Killed, everything, load_in_steps_of, replace
from tests.test_properties import Content, contents, few, write


@pytest.fixture
def in_small_steps(monkeypatch: pytest.MonkeyPatch) -> None:
    """Loads of more than two records go in steps of about two."""
    load_in_steps_of(2, monkeypatch)


def load_steps(server: Server, folder: Path, number: int) -> Loaded | None:
    """A load that is killed after so many steps; what it did, if it came to its end before."""
    written = iter(range(number))

    def progress(what: str, done: int, total: int) -> None:
        if what != "read_documents" and next(written, None) is None:
            raise Killed

    try:
        return server.use(lambda graph: load(graph, [folder], progress))
    except Killed:
        return None


HELD = """
MATCH (dataset:Dataset)
CALL () { MATCH (n:Technology) RETURN collect([n.id, n.revision]) AS technologies }
CALL () { MATCH (n:Entity) RETURN collect([n.id, n.revision]) AS entities }
CALL () { MATCH (n:Document) RETURN collect([n.id, n.revision]) AS documents }
CALL () {
  MATCH (n:Claim)-[:CITES]->(document) WHERE n.document = document.id
  RETURN collect([n.id, toString(n.position)]) AS claims
}
CALL () {
  MATCH (tie:Tie)-[:SUBJECT]->(subject), (tie)-[:OBJECT]->(object)
  MATCH (subject)-[edge {tie: tie.id}]->(object)
  RETURN collect([tie {.*}, [(tie)<-[:ON]-(claim) | claim {.*}], edge.status]) AS ties
}
CALL () { MATCH (n:Entity) RETURN collect([n.id, [label IN labels(n) WHERE label <> 'Entity'][0]]) AS kinds }
RETURN dataset {.*} AS dataset, technologies, entities, documents, claims, ties, kinds
"""


def assert_whole(server: Server) -> Mapping[str, Any]:
    """The graph holds what the dataset node says, no more and no less, and each tie follows from its claims."""
    graph = server.record(HELD)
    dataset = graph["dataset"]
    marks = {part: [mark(part, *one) for one in graph[part]] for part in (*PARTS, "claims") if part != "ties"}
    assert dataset["version"] == version(sum(sum(one) for one in marks.values()))
    assert {part: len(graph[part]) for part in (*marks, "ties")} == {part: dataset[part] for part in (*marks, "ties")}
    kinds = {id: Kind(kind) for id, kind in graph["kinds"]}
    for tie, claims, status in graph["ties"]:
        ends = Relation(tie["relation"]), tie["subject"], tie["object"], tie.get("topic")
        derived = derive_tie(*ends, (Claim.model_validate(claim_of(claim)) for claim in claims))
        assert derived and derived.id == tie["id"] and derived.status == status
        assert tie_row(derived, kinds, {})["properties"]["revision"] == tie["revision"]
    return dataset


def creep(server: Server, folder: Path) -> int:
    """Loads a folder by loads that are all killed, each one step later than the last; in how many whole datasets."""
    seen: set[str] = set()
    for number in range(100):
        done = load_steps(server, folder, number)
        seen.add(assert_whole(server)["version"])
        if done:
            return len(seen)
    raise AssertionError("no load came to its end")


@pytest.mark.thorough
@few
@given(contents(), contents())
def test_any_load_goes_by_whole_datasets(
    scratch: Server, tmp_path: Path, in_small_steps: None, before: Content, after: Content
) -> None:
    scratch.load(write(tmp_path / "after", after))
    at_once = everything(scratch)
    scratch.load(write(tmp_path / "before", before))
    creep(scratch, tmp_path / "after")

    assert everything(scratch) == at_once


@pytest.mark.thorough
def test_another_world_comes_by_whole_datasets(scratch: Server, small: Path, in_small_steps: None) -> None:
    """Entities and technologies come and go too."""
    scratch.load(small)
    at_once = everything(scratch)
    scratch.load(write(small.parent / "other", {}))
    assert creep(scratch, small) > 5

    assert everything(scratch) == at_once


def test_an_entity_of_another_kind_takes_its_ties_along(scratch: Server, small: Path, in_small_steps: None) -> None:
    scratch.load(small)
    text = "- id: moon-fund\n  name: Moon Fund\n"
    replace(small / "entities" / "initiative.yaml", text, "")
    (small / "entities" / "institution.yaml").write_text(text)
    replace(small / "documents" / "2025-06-02-news.yaml", "status: active", "status: suspended")
    creep(scratch, small)
    by_steps = everything(scratch)
    scratch.load(write(small.parent / "other", {}))
    scratch.load(small)

    assert everything(scratch) == by_steps


def documents(**claims: list[dict[str, Any]]) -> Content:
    """Documents of the small world of `write`, in which Aland funds a fund."""
    tie = {"tie": ["aland", "FUNDS", "fund"], "says": "It pays.", "where": "line 1"}
    head = {"title": "A document", "kind": "blog", "reliability": "official", "published": "2024"}
    return {id: head | {"claims": [tie | claim for claim in own]} for id, own in claims.items()}


SUPPORT: dict[str, Any] = {"status": "active"}
DENIAL: dict[str, Any] = {"stance": "disputes", "says": "It does not."}
OTHER: dict[str, Any] = {"tie": ["bolivia", "FUNDS", "fund"], "status": "active"}


def test_a_disputed_tie_waits_for_the_document_that_will_support_it(
    scratch: Server, tmp_path: Path, in_small_steps: None
) -> None:
    """`a` supports it no more, `b` goes on to deny it, and `c`, whose step comes later, begins to support it."""
    scratch.load(write(tmp_path / "before", documents(a=[SUPPORT], b=[DENIAL], c=[OTHER])))
    after = write(tmp_path / "after", documents(a=[OTHER], b=[DENIAL], c=[SUPPORT, OTHER]))
    assert load_steps(scratch, after, 1) is None

    assert_whole(scratch)
    tie = "MATCH (:Tie {id: 'aland--funds--fund'})<-[:ON]-(claim) RETURN collect(claim.document) AS documents"
    assert sorted(scratch.record(tie)["documents"]) == ["a", "b"], "as before"
    scratch.load(after)
    assert sorted(scratch.record(tie)["documents"]) == ["b", "c"], "also where the first load was killed"
    assert_whole(scratch)


def test_two_loads_in_steps_at_once_come_one_after_the_other(
    scratch: Server, small: Path, tmp_path: Path, in_small_steps: None
) -> None:
    scratch.load(small)
    at_once = everything(scratch)
    other = write(tmp_path / "other", documents(a=[SUPPORT], b=[DENIAL, OTHER]))
    scratch.load(other)

    async def both(graph: Graph) -> None:
        await asyncio.gather(load(graph, [small]), load(graph, [small]), load(graph, [small]))

    scratch.use(both)
    assert everything(scratch) == at_once


# What readers see


COMMIT = "MERGE (commit:Commit) SET commit.until = timestamp() + $milliseconds"


def change(server: Server, statement: str, **parameters: Any) -> None:
    """Writes to the graph as somebody else would."""
    with server.driver.session() as session:
        session.run(statement, parameters).consume()  # pyright: ignore[reportArgumentType]


EMPTY = "MATCH (n) WHERE NOT n:Snapshot DETACH DELETE n"

QUESTIONS = ("/partners?technology=space", "/timeline?technology=space", "/technologies")
"""One for each frame that a statement can stand in."""


@pytest.mark.starts
def test_a_commit_under_way_is_waited_for(scratch: Server, small: Path) -> None:
    scratch.load(small)
    with (
        serving(scratch.environment | {"ENTENTE_RESPONSE_CACHE_BYTES": "0"}) as client,
        ThreadPoolExecutor(len(QUESTIONS)) as threads,
    ):
        until_ready(client)

        def all_at_once() -> list[httpx.Response]:
            return list(threads.map(client.get, QUESTIONS))

        before = [response.json() for response in all_at_once()]
        change(scratch, COMMIT, milliseconds=1500)
        during = all_at_once()
        assert [(response.status_code, response.json()) for response in during] == [(200, one) for one in before]
        waits = [response.elapsed.total_seconds() for response in during]
        assert min(waits) > 1, "an announcement ends by itself, should its loader be killed"

        change(scratch, COMMIT, milliseconds=60_000)
        assert client.get("/ready").status_code == 200
        for refused in all_at_once():
            assert refused.status_code == 503 and "being replaced" in refused.json()["detail"]
        change(scratch, "MATCH (commit:Commit) DELETE commit")
        assert [response.json() for response in all_at_once()] == before


@pytest.mark.starts
def test_a_dataset_on_the_way_says_so(scratch: Server, small: Path, in_small_steps: None) -> None:
    scratch.load(write(small.parent / "other", documents(a=[SUPPORT])))
    assert load_steps(scratch, small, 4) is None
    with serving(scratch.environment) as client:
        ready = until_ready(client).get("/ready").json()["dataset"]
        answer = client.get("/entities").json()["meta"]
        assert ready["loading"] == answer["loading"] and ready["version"] == answer["dataset"]
        assert 0 < ready["loading"]["done"] < ready["loading"]["total"]
        assert "a load is under way" in answer["note"]
        done = scratch.load(small)
        assert done.version == ready["loading"]["version"]
        assert client.get("/ready").json()["dataset"]["loading"] is None
        assert "loading" not in client.get("/entities").json()["meta"]


def test_an_answer_that_is_begun_anew_goes_first(scratch: Server) -> None:
    asked = "SHOW TRANSACTIONS YIELD metaData WHERE metaData.goes_first RETURN count(*) AS readers"
    seen: list[int] = []

    async def twice(graph: Graph) -> None:
        async def read() -> None:
            seen.append((await graph.read("itself", asked, {}, WaitingReaders))["readers"])
            if len(seen) < 3:
                raise Changed

        await begun_anew(read)

    scratch.use(twice)
    assert seen == [0, 1, 1], "each of them counts itself"


def test_a_commit_waits_for_readers_that_begin_anew(scratch: Server, small: Path) -> None:
    scratch.load(write(small.parent / "other", {}))
    version = "MATCH (dataset:Dataset) RETURN dataset.version AS version"
    before = scratch.record(version)

    async def reading_again(graph: Graph) -> None:
        async with graph.driver.session() as session:
            transaction = await session.begin_transaction(metadata={"query": "paths", "goes_first": True})
            coming = asyncio.create_task(load(graph, [small]))
            done, _ = await asyncio.wait([coming], timeout=5)
            assert not done
            assert await graph.read("version", version, {}, dict[str, str]) == before
            await transaction.close()
            await coming

    scratch.use(reading_again)
    assert scratch.record(version) != before


def test_a_commit_waits_for_no_reader_without_end(
    scratch: Server, small: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("app.graph.client.GIVE_WAY_SECONDS", 0.2)
    scratch.load(write(small.parent / "other", {}))

    async def for_ever(graph: Graph) -> None:
        async with graph.driver.session() as session:
            transaction = await session.begin_transaction(metadata={"query": "paths", "goes_first": True})
            await load(graph, [small])
            await transaction.close()

    scratch.use(for_ever)
    assert_whole(scratch)


def test_a_first_load_goes_by_whole_datasets(scratch: Server, small: Path, in_small_steps: None) -> None:
    scratch.load(small)
    at_once = everything(scratch)
    change(scratch, EMPTY)
    assert creep(scratch, small) > 3

    assert everything(scratch) == at_once


@pytest.mark.starts
def test_a_load_of_a_new_layout_says_how_far_it_is(scratch: Server, small: Path, in_small_steps: None) -> None:
    scratch.load(small)
    change(scratch, "MATCH (dataset:Dataset) SET dataset.format = 0")
    assert load_steps(scratch, small, 6) is None
    with serving(scratch.environment) as client:
        problem = client.get("/ties")
        assert problem.status_code == 503 and "the load of a new layout is not finished: " in problem.json()["detail"]
        assert client.get("/ready").json()["dataset"]["loading"]["done"] > 0
    scratch.load(small)
    assert_whole(scratch)


def test_a_reading_that_meets_no_record_is_begun_anew(scratch: Server) -> None:
    """What looks for the node of the dataset can miss it while a commit writes it."""
    with pytest.raises(Changed):
        scratch.record("MATCH (nobody:Nobody) RETURN nobody")
